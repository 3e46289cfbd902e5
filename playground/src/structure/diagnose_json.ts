// What is wrong with the structure of a JSON record.

import { _ } from "../i18n";
import type { JsonDocument } from "../parse/document";
import { checkDepth, findRepeated } from "../parse/json_positions";
import { root } from "../schema/shapes";
import type { Violation } from "../schema/violation";
import { type Diagnosis, collectViolations } from "./violations";

/**
 * Return what is wrong with an invalid JSON record.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function diagnoseJson(document: JsonDocument): Diagnosis {
  const { text, node, value, limits, recordType } = document;
  checkDepth(text, node, limits);
  const reason = _("appears more than once");
  const repeated: Violation[] = [];
  for (const token of findRepeated(node)) {
    repeated.push({ path: token.path, code: "duplicate", reason, token });
    if (repeated.length > limits.maxProblems) break;
  }
  return collectViolations(value, repeated, root(recordType), limits.maxProblems);
}
