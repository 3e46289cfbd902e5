// What is wrong with the structure of a JSON record.

import { _ } from "../i18n.js";
import { HINT, type JsonDocument } from "../parse/document.js";
import { type Token, checkDepth, findRepeated } from "../parse/json_positions.js";
import { type Path, key, tracePath } from "../schema/paths.js";
import { root } from "../schema/shapes.js";
import type { Violation } from "../schema/violation.js";
import { type Diagnosis, collectViolations } from "./violations.js";

/**
 * Return what is wrong with an invalid JSON record.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function diagnoseJson(document: JsonDocument): Diagnosis {
  const { text, node, value, limits, recordType } = document;
  checkDepth(text, node, limits);
  const most = limits.maxProblems;
  const reason = _("appears more than once");
  const repeated: Violation[] = [];
  for (const token of findOwn(document)) {
    repeated.push({ path: token.path, code: "duplicate", reason, token });
    // Which names repeat after these is not known.
    if (repeated.length > most) return { violations: repeated, value: {}, complete: false };
  }
  return collectViolations(value, repeated, root(recordType), most);
}

/**
 * Yield those of the repeated names that belong to the record.
 *
 * The others are in what repeats itself, is unknown, or has another type: that is reported.
 */
function* findOwn(document: JsonDocument): Generator<Token> {
  const repeated = new Set<string>();
  let outside: string | null = null;
  for (const token of findRepeated(document.node)) {
    const around = token.path.map((_part, index) => token.path.slice(0, index + 1));
    const keys = around.map(key);
    if (outside !== null && keys.includes(outside)) continue;
    if (keys.slice(0, -1).some((each) => repeated.has(each))) continue;
    const first = around.find((each) => !isKnown(each, document));
    outside = first ? key(first) : null;
    if (outside !== null) continue;
    repeated.add(key(token.path));
    yield token;
  }
}

/** Return whether a record has a place at a path, as far as its types say so. */
function isKnown(path: Path, { node, recordType }: JsonDocument): boolean {
  const name = path.at(-1);
  if (path.length === 1 && name === HINT) {
    return typeof node.entries?.findLast((each) => each.name === HINT)?.node.value === "string";
  }
  const { member, parent } = tracePath(root(recordType), path);
  if (typeof name === "number" || member) return member !== null;
  return parent !== null && parent.recordType !== null && name === "recordType";
}
