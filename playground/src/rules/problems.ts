// A document's problems with the rules.

import { readValue } from "../convert/documents";
import { placeInJson, placeInXml, present } from "../explain/locate";
import type { Document } from "../parse/document";
import { findToken } from "../parse/json_positions";
import type { Problem } from "../problems";
import { elementAt } from "../schema/elements";
import { root } from "../schema/shapes";
import { findAttachmentViolations } from "./attachment_contents";
import { findCitationViolations } from "./cited_digests";
import { evaluateRules } from "./evaluate";
import { explainViolation } from "./explain";

/** Return the problems of a structurally valid record with the rules, in the order of its text. */
export function ruleProblems(document: Document): readonly Problem[] {
  const { recordType } = document;
  const record = root(recordType);
  const value = readValue(document);
  const violations = [
    ...findAttachmentViolations(value, record),
    ...findCitationViolations(recordType, value),
    ...evaluateRules(recordType, value),
  ];
  if (!violations.length) return [];
  const unplaced = violations.map((violation) => explainViolation(violation, record));
  if (document.syntax === "xml") {
    const { data, tree } = document;
    const located = unplaced.map(({ path, problem }) => {
      return { element: elementAt(tree.root, path, record), problem };
    });
    return placeInXml(data, record, located);
  }
  const located = unplaced.map(({ path, problem }) => {
    const token = findToken(document.node, present(path, value));
    return { token, at: token.valueAt, problem };
  });
  return placeInJson(document.text, record, located);
}
