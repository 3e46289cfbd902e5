// From violations of rules to problems.

import { _, chooseText, currentLanguage } from "../i18n";
import { type Problem, problem } from "../problems";
import { type Path, pointer } from "../schema/paths";
import type { RecordShape } from "../schema/shapes";
import { specification } from "../schema/specification";
import { trace } from "../schema/trace";
import { RULES, type Rule } from "./catalogue";
import type { RuleViolation } from "./evaluate";

/** A problem without its place in the text, and the path of what it is about. */
export interface UnplacedProblem {
  readonly path: Path;
  readonly problem: Problem;
}

/** Return a violation as a problem. */
export function explainViolation(violation: RuleViolation, record: RecordShape): UnplacedProblem {
  const rule = RULES[violation.rule] as Rule;
  const { check } = violation;
  const blamed = check?.blames?.length ? check.blames : [""];
  const [path = [], ...related] = blamed.map((each) => [...violation.path, ...toPath(each)]);
  const template = chooseText(check?.message ?? rule.message);
  const explained = problem(violation.rule, violation.message || fillIn(template, violation), {
    pointer: pointer(path),
    xpath: trace(record, path).xpath,
    remedy: chooseText(rule.remedy),
    severity: check?.severity ?? rule.severity,
    related: related.map(pointer),
  });
  return { path, problem: explained };
}

function toPath(blamed: string): readonly string[] {
  return blamed ? blamed.split("/") : [];
}

function fillIn(template: string, { values }: RuleViolation): string {
  return template.replace(/\{([^{}]*)\}/g, (placeholder, name: string) => {
    const entry = values[name];
    return entry ? formatValue(...entry) : placeholder;
  });
}

/** Return a value as text: a code with its title. */
function formatValue(value: unknown, list: string): string {
  if (Array.isArray(value)) {
    const separator = currentLanguage() === "en" ? ", " : "、";
    return value.map((each) => formatValue(each, list)).join(separator);
  }
  const entry = specification.codes[list]?.find(([code]) => code === value);
  if (!entry) return String(value);
  return _("{code} ({words})", { code: value, words: chooseText([entry[1], entry[2]]) });
}
