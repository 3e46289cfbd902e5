// From breaches of rules to problems.

import { _, spoken } from "../i18n";
import { type Path, pointer } from "../schema/paths";
import { type Problem, problem } from "../problems";
import type { RecordShape } from "../schema/shapes";
import { specification } from "../schema/specification";
import { trace } from "../schema/trace";
import { said } from "../schema/labels";
import { RULES, type Rule } from "./catalogue";
import type { Breach } from "./evaluate";

/** A problem that has no line yet, and where it is told. */
export interface Told {
  readonly path: Path;
  readonly told: Problem;
}

/** Return a breach as a problem. */
export function tell(breach: Breach, record: RecordShape): Told {
  const rule = RULES[breach.rule] as Rule;
  const { check } = breach;
  const blamed = check?.blames?.length ? check.blames : [""];
  const [path = [], ...others] = blamed.map((each) => [...breach.path, ...parts(each)]);
  const words = said(check?.message ?? rule.message);
  const told = problem(breach.rule, breach.message || filled(words, breach), {
    pointer: pointer(path),
    xpath: trace(record, path).xpath,
    remedy: said(rule.remedy),
    severity: check?.severity ?? rule.severity,
    related: others.map(pointer),
  });
  return { path, told };
}

function parts(blamed: string): readonly string[] {
  return blamed ? blamed.split("/") : [];
}

function filled(words: string, { told }: Breach): string {
  return words.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const found = told[name];
    return found ? shown(...found) : whole;
  });
}

/** Return a value as a message has it: codes with their titles. */
function shown(value: unknown, list: string): string {
  if (Array.isArray(value)) {
    return value.map((each) => shown(each, list)).join(spoken() === "en" ? ", " : "、");
  }
  const found = specification.codes[list]?.find(([code]) => code === value);
  if (!found) return String(value);
  return _("{code} ({words})", { code: value, words: said([found[1], found[2]]) });
}
