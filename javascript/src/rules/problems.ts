// A document's problems with the rules.

import { readValue } from "../convert/documents.js";
import { locateFindings } from "../explain/locate.js";
import type { Document } from "../parse/document.js";
import type { JsonObject } from "../parse/json.js";
import type { Problem } from "../problems.js";
import { root } from "../schema/shapes.js";
import { findAttachmentViolations } from "./attachment_contents.js";
import { findCitationViolations } from "./cited_digests.js";
import { findInAttachments, findInDraft, findInDrafts, isDraft } from "./drafts.js";
import { evaluateRules } from "./evaluate.js";
import { explainViolations } from "./explain.js";
import { findLongLists } from "./long_lists.js";
import type { Settings } from "./settings.js";
import { findDigestViolations } from "./signed_digest.js";

/** Return the problems of a structurally valid record with the rules, in the order of its text. */
export function ruleProblems(document: Document, settings: Settings): readonly Problem[] {
  const { recordType } = document;
  const record = root(recordType);
  const value = readValue(document);
  const longLists = findLongLists(value);
  if (longLists.length) return locateFindings(document, longLists);
  if (isDraft(recordType)) return draftProblems(document, value, settings);
  const violations = [
    ...findAttachmentViolations(value, record),
    ...findCitationViolations(recordType, value),
    ...findDigestViolations(recordType, value),
    ...findInDrafts(recordType, value, settings),
    ...evaluateRules(recordType, value, settings),
  ];
  return locateFindings(document, explainViolations(violations, settings));
}

/** Return what a structurally valid draft breaks, and what it still lacks. */
function draftProblems(document: Document, value: JsonObject, settings: Settings): readonly Problem[] {
  const record = document.recordType;
  const own = [...findInAttachments(record, value), ...evaluateRules(record, value, settings)];
  const findings = [...explainViolations(own, settings), ...findInDraft(record, value, settings)];
  return locateFindings(document, findings);
}
