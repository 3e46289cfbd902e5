// The words that reports share, in the language of messages.

import { _, untranslated } from "../i18n";
import { type Report, isValid } from "../problems";

const RECORDS: Readonly<Record<string, string>> = {
  dossier: untranslated("dossier"),
  interview: untranslated("interview"),
  materials: untranslated("materials"),
  message: untranslated("message"),
  registration: untranslated("registration"),
};

/** Return the verdict on a document, and how many problems it has if there are any. */
export function verdictAndCount(report: Report): string {
  const { length } = report.problems;
  if (!length) return verdict(report);
  const count = isValid(report) ? countWarnings(length) : countProblems(length);
  return _("{verdict}, {problems}", { verdict: verdict(report), problems: count });
}

function verdict(report: Report): string {
  const template = isValid(report) ? untranslated("{what} passed") : untranslated("{what} failed");
  return _(template, { what: documentType(report) });
}

/** Return what a document was found to be: its record and its syntax. */
function documentType({ record, syntax }: Report): string {
  const name = record === null ? _("document") : _(RECORDS[record] ?? record);
  return syntax ? _("{record} ({syntax})", { record: name, syntax: syntax.toUpperCase() }) : name;
}

function countProblems(count: number): string {
  return count === 1 ? _("1 problem") : _("{count} problems", { count });
}

function countWarnings(count: number): string {
  return count === 1 ? _("1 warning") : _("{count} warnings", { count });
}
