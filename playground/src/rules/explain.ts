// Violations of rules put into words.

import type { Finding } from "../explain/finding";
import { _, chooseText, currentLanguage } from "../i18n";
import { specification } from "../schema/specification";
import { RULES, type Rule } from "./catalogue";
import type { RuleViolation } from "./evaluate";

/** Return a violation as a finding. */
export function explainViolation(violation: RuleViolation): Finding {
  const rule = RULES[violation.rule] as Rule;
  const { check } = violation;
  const blamed = check?.blames?.length ? check.blames : [""];
  const [path = [], ...related] = blamed.map((each) => [...violation.path, ...toPath(each)]);
  const template = chooseText(check?.message ?? rule.message);
  return {
    code: violation.rule,
    path,
    message: violation.message || fillIn(template, violation),
    remedy: chooseText(rule.remedy),
    severity: check?.severity ?? rule.severity,
    related,
  };
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
