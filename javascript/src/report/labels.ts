// The words that reports share, in the language of messages.

import { _, untranslated } from "../i18n.js";
import type { Problem, Report, Severity } from "../problems.js";

const RECORDS: Readonly<Record<string, string>> = {
  dossier: untranslated("dossier"),
  interview: untranslated("interview"),
  materials: untranslated("materials"),
  message: untranslated("message"),
  registration: untranslated("registration"),
  interviewDraft: untranslated("interview draft"),
  materialsDraft: untranslated("materials draft"),
  registrationDraft: untranslated("registration draft"),
};

/** Return the verdict on a document, and how many problems it has if there are any. */
export function verdictAndCount(report: Report): string {
  const todo = report.problems.filter(({ severity }) => severity === "todo").length;
  const others = report.problems.length - todo;
  const counts = [
    others ? (report.valid ? countWarnings(others) : countProblems(others)) : "",
    todo ? _("{count} to do", { count: todo }) : "",
  ];
  return counts
    .filter(Boolean)
    .reduce((found, problems) => _("{verdict}, {problems}", { verdict: found, problems }), verdict(report));
}

function verdict(report: Report): string {
  const template = report.valid ? untranslated("{what} passed") : untranslated("{what} failed");
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

const HEADLINES: Readonly<Record<Severity, string>> = {
  error: untranslated("error {code}"),
  warning: untranslated("warning {code}"),
  todo: untranslated("to do {code}"),
};

/** Return the kind of a problem and its message. */
export function headline(problem: Problem): string {
  return `${_(HEADLINES[problem.severity], { code: problem.code })}: ${messageText(problem)}`;
}

/** Return the message of a problem, and its severity in the rulebook where that is another. */
export function messageText({ message, usual }: Problem): string {
  if (usual === null) return message;
  const words = usual === "error" ? _("in the rulebook: error") : _("in the rulebook: warning");
  return _("{message} ({usual})", { message, usual: words });
}

/** Return how to fix a problem, with its label. */
export function remedyText({ remedy }: Problem): string {
  return remedy ? _("fix: {remedy}", { remedy }) : "";
}
