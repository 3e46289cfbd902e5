// Violations of rules put into words.

import type { Finding } from "../explain/finding.js";
import { _, chooseText, currentLanguage } from "../i18n.js";
import { specification } from "../schema/specification.js";
import { RULES, type Rule } from "./catalogue.js";
import type { RuleViolation } from "./evaluate.js";
import type { Settings } from "./settings.js";

/** Return violations as findings, but for those of rules that are off. */
export function explainViolations(
  violations: readonly RuleViolation[],
  { severities }: Settings,
): Finding[] {
  return violations.flatMap((violation) => {
    const { rule, check } = violation;
    const usual = check?.severity ?? (RULES[rule] as Rule).severity;
    const severity = severities[rule] ?? usual;
    if (severity === "off") return [];
    const finding = explainViolation(violation);
    return [{ ...finding, severity, usual: severity === usual ? null : usual }];
  });
}

function explainViolation(violation: RuleViolation): Finding {
  const rule = RULES[violation.rule] as Rule;
  const { check, fix } = violation;
  const blamed = check?.blames?.length ? check.blames : [""];
  const [path = [], ...related] = blamed.map((each) => [...violation.path, ...toPath(each)]);
  const template = chooseText(check?.message ?? rule.message);
  return {
    code: violation.rule,
    path,
    message: violation.message || fillIn(template, violation),
    remedy: chooseText(rule.remedy),
    related,
    fix,
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
