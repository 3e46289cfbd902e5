// The verdict on a document.

import { useLanguage } from "./i18n";
import { DEFAULT_LIMITS, type Limits } from "./limits";
import { type Document, withDocument } from "./parse/document";
import { Refusal } from "./parse/refusal";
import type { Language, Problem, Report } from "./problems";
import { todayInChina } from "./rules/dates";
import { ruleProblems } from "./rules/problems";
import { unsoundProblems } from "./rules/unsound";
import { diagnose } from "./structure/check";

/** Return the verdict on one document. */
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
        return { syntax, record, problems: findProblems(document, today), language };
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { syntax, record, problem } = error;
      return { syntax, record, problems: [problem], language };
    }
  });
}

function findProblems(document: Document, today: string): readonly Problem[] {
  const diagnosis = diagnose(document);
  return diagnosis ? unsoundProblems(document, diagnosis, today) : ruleProblems(document, today);
}
