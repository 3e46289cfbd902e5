// A document's problems with the rules.

import { readValue } from "../convert/documents";
import { locateFindings } from "../explain/locate";
import type { Document } from "../parse/document";
import type { JsonObject } from "../parse/json";
import type { Problem } from "../problems";
import { root } from "../schema/shapes";
import { findAttachmentViolations } from "./attachment_contents";
import { findCitationViolations } from "./cited_digests";
import { findInAttachments, findInDraft, findInDrafts, isDraft } from "./drafts";
import { evaluateRules } from "./evaluate";
import { explainViolation } from "./explain";
import { findLongLists } from "./long_lists";
import { findDigestViolations } from "./signed_digest";

/** Return the problems of a structurally valid record with the rules, in the order of its text. */
export function ruleProblems(document: Document, today: string): readonly Problem[] {
  const { recordType } = document;
  const record = root(recordType);
  const value = readValue(document);
  const longLists = findLongLists(value);
  if (longLists.length) return locateFindings(document, longLists);
  if (isDraft(recordType)) return draftProblems(document, value, today);
  const violations = [
    ...findAttachmentViolations(value, record),
    ...findCitationViolations(recordType, value),
    ...findDigestViolations(recordType, value),
    ...findInDrafts(recordType, value, today),
    ...evaluateRules(recordType, value, today),
  ];
  if (!violations.length) return [];
  return locateFindings(document, violations.map(explainViolation));
}

/** Return what a structurally valid draft breaks, and what it still lacks. */
function draftProblems(document: Document, value: JsonObject, today: string): readonly Problem[] {
  const record = document.recordType;
  const own = [...findInAttachments(record, value), ...evaluateRules(record, value, today)];
  const findings = [...own.map(explainViolation), ...findInDraft(record, value, today)];
  return locateFindings(document, findings);
}
