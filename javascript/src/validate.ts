// The verdict on a document.

import { withReadable } from "./convert/documents.js";
import { InvalidDocumentError } from "./errors.js";
import { findLanguage, useLanguage } from "./i18n.js";
import { makeLimits } from "./limits.js";
import { type Document, withDocument } from "./parse/document.js";
import { Refusal, reportRefusal } from "./parse/refusal.js";
import { type DocumentOptions, type Source, readSource, sourceName } from "./parse/source.js";
import { type Problem, type Report, type Syntax, makeReport } from "./problems.js";
import { ruleProblems } from "./rules/problems.js";
import { type RuleOptions, type Settings, makeSettings } from "./rules/settings.js";
import { unsoundProblems } from "./rules/unsound.js";
import { diagnose } from "./structure/check.js";

export interface ValidateOptions extends DocumentOptions, RuleOptions {}

/** Return the verdict on one document, with the XML engine loaded where it is XML. */
export function reportOn(source: Source, options: ValidateOptions = {}): Report {
  const language = findLanguage(options.language ?? "en");
  const settings = makeSettings(options);
  return useLanguage(language, () => {
    const name = options.name ?? sourceName(source);
    try {
      return withDocument(readSource(source), makeLimits(options.limits), (document) => {
        const problems = findProblems(document, settings);
        return makeReport({ ...describe(document), name, problems, language });
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reportRefusal(error, name, language);
    }
  });
}

function describe({ isValue, syntax, recordType }: Document): Pick<Report, "syntax" | "record"> {
  return { syntax: isValue ? null : (syntax as Syntax), record: recordType };
}

function findProblems(document: Document, settings: Settings): readonly Problem[] {
  const diagnosis = diagnose(document);
  if (diagnosis) return unsoundProblems(document, diagnosis, settings);
  return settings.rules ? ruleProblems(document, settings) : [];
}

/**
 * Return what `use` returns for a document whose structure is valid; rules are not checked.
 *
 * @throws InvalidDocumentError if it is not.
 */
export function withValid<T>(
  source: Source,
  options: DocumentOptions,
  use: (document: Document) => T,
): T {
  return withReadable(source, options, (document) => {
    const diagnosis = diagnose(document);
    if (!diagnosis) return use(document);
    const name = options.name ?? sourceName(source);
    const problems = unsoundProblems(document, diagnosis, makeSettings({ rules: false }));
    const language = findLanguage(options.language ?? "en");
    throw new InvalidDocumentError(makeReport({ ...describe(document), name, problems, language }));
  });
}
