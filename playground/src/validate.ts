// The verdict on a document.

import { useLanguage } from "./i18n";
import { DEFAULT_LIMITS, type Limits } from "./limits";
import { type Document, withDocument } from "./parse/document";
import { Refusal } from "./parse/refusal";
import type { Language, Problem, Report } from "./problems";
import { todayInChina } from "./rules/dates";
import { ruleProblems } from "./rules/problems";
import { structureProblems } from "./structure/check";

/** The steps after parsing. Each relies on what those before it have checked. */
const STEPS = [structureProblems, ruleProblems];

/** Return the verdict on one document: the problems of the first step that has some. */
export function validate(
  data: Uint8Array,
  language: Language = "en",
  limits: Limits = DEFAULT_LIMITS,
  today: string = todayInChina(),
): Report {
  return useLanguage(language, () => {
    try {
      return withDocument(data, limits, (document) => {
        const { syntax, recordType: record } = document;
        return { syntax, record, problems: runSteps(document, today), language };
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { syntax, record, problem } = error;
      return { syntax, record, problems: [problem], language };
    }
  });
}

function runSteps(document: Document, today: string): readonly Problem[] {
  for (const step of STEPS) {
    const problems = step(document, today);
    if (problems.length) return problems;
  }
  return [];
}
