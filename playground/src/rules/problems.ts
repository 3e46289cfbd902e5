// A document's problems with the rules.

import { readXml } from "../convert/xml_reader";
import { placeInJson, placeInXml, present } from "../explain/locate";
import type { Parsed } from "../parse/document";
import { findToken } from "../parse/json_positions";
import type { Problem } from "../problems";
import { elementAt } from "../schema/elements";
import { root } from "../schema/shapes";
import { checkAttachments, checkReferences } from "./builtin";
import { findViolations } from "./evaluate";
import { explainViolation } from "./explain";

/** Return the problems of a structurally valid record with the rules, in the order of its text. */
export function ruleProblems(parsed: Parsed): readonly Problem[] {
  const record = root(parsed.record);
  const value = parsed.syntax === "xml" ? readXml(parsed.tree.root, record) : parsed.value;
  const violations = [
    ...checkAttachments(value, record),
    ...checkReferences(parsed.record, value),
    ...findViolations(parsed.record, value),
  ];
  if (!violations.length) return [];
  const unplaced = violations.map((violation) => explainViolation(violation, record));
  if (parsed.syntax === "xml") {
    const { tree } = parsed;
    const located = unplaced.map(({ path, problem }) => {
      return { element: elementAt(tree.root, path, record), problem };
    });
    return placeInXml(tree.data, record, located);
  }
  const located = unplaced.map(({ path, problem }) => {
    const token = findToken(parsed.node, present(path, value));
    return { token, at: token.valueAt, problem };
  });
  return placeInJson(parsed.text, record, located);
}
