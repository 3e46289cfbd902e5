// The problems of a JSON record, placed at its values.

import type { Fault } from "../convert/faults";
import { placeInJson, present } from "../explain/locate";
import { _ } from "../i18n";
import type { JsonDocument } from "../parse/document";
import { type Token, checkDepth, findToken, findRepeated } from "../parse/json_positions";
import type { Problem } from "../problems";
import { key } from "../schema/paths";
import { root } from "../schema/shapes";
import { collectFindings } from "./findings";
import { explainFinding, limitProblems } from "./messages";

const AT_NAME = new Set(["unknown", "duplicate"]); // placed at the name and not at the value

/**
 * Return the problems of an invalid JSON record, in the order of its text.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function jsonProblems(document: JsonDocument): readonly Problem[] {
  const { text, node, value, limits } = document;
  const record = root(document.recordType);
  checkDepth(text, node, limits);
  const most = limits.maxProblems;
  const repeated = take(findRepeated(node), most + 1);
  const findings = collectFindings(value, repeated.map(toFault), record, most);
  const tokens = new Map(repeated.map((token) => [key(token.path), token]));
  const located = findings.map((finding) => {
    const path = present(finding.path, value);
    const second = finding.code === "duplicate" ? tokens.get(key(path)) : undefined;
    const token = second ?? findToken(node, path);
    const at = AT_NAME.has(finding.code) ? token.nameAt : token.valueAt;
    return { token, at, problem: explainFinding(finding, value, record) };
  });
  return limitProblems(placeInJson(text, record, located, most + 1), most);
}

function toFault({ path }: Token): Fault {
  return { code: "duplicate", path, reason: _("appears more than once"), element: null };
}

/** Return the first values that a generator yields. */
function take<T>(values: Generator<T>, count: number): T[] {
  const taken: T[] = [];
  for (const value of values) {
    taken.push(value);
    if (taken.length === count) break;
  }
  return taken;
}
