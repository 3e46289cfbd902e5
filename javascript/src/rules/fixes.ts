// What a program can do about a broken rule, as operations of a JSON Patch (RFC 6902).

import type { Operation } from "../problems.js";
import { type Path, pointer } from "../schema/paths.js";
import type { Check, Fix } from "./catalogue.js";
import { type Variables, define, evaluate } from "./expressions.js";
import { UNKNOWN, isOpen, isWhole } from "./unknown.js";
import { Work, WorkSpent } from "./work.js";

const MOST_WORK = 20_000; // items that the expressions of one fix look at

/** Return the operations that fix what a check finds; none where only a person knows what to do. */
export function findFix(check: Check, path: Path, variables: Variables): readonly Operation[] {
  if (!check.fix) return [];
  const work = new Work(MOST_WORK);
  try {
    const known = define(check.let, variables, work);
    const made = check.fix.flatMap((fix) => makeOperations(fix, path, known, work));
    return made.every(({ value }) => isWhole(value)) ? made : [];
  } catch (error) {
    if (error instanceof WorkSpent) return [];
    throw error;
  }
}

function makeOperations(fix: Fix, path: Path, known: Variables, work: Work): readonly Operation[] {
  const steps = fix.path.split("/").map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));
  const at = { op: fix.op, path: pointer([...path, ...steps]) };
  const expression = fix.value ?? fix.each;
  if (!expression) return [at];
  const value = evaluate(expression, known, work);
  const values = fix.each ? flatten(value) : [value];
  return values.map((each) => ({ ...at, value: each }));
}

/** Return the items of a list, and of the lists in it. */
function flatten(values: unknown): readonly unknown[] {
  if (values === UNKNOWN) return [UNKNOWN];
  const items = values as readonly unknown[];
  const inner = items.flatMap((each) => (Array.isArray(each) ? flatten(each) : [each]));
  return isOpen(items) ? [UNKNOWN, ...inner] : inner;
}
