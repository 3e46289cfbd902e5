// Reports as lines for a terminal, in the manner of a compiler: see swschema.report.text in Python.

import { _, useLanguage } from "../i18n.js";
import type { Problem, Report } from "../problems.js";
import { showHidden, showName, width } from "./characters.js";
import { splitExcerpt } from "./highlight.js";
import { headline, remedyText, verdictAndCount } from "./labels.js";
import { seeAlso } from "./related.js";

/** Return the reports: of each, a line for the verdict and a paragraph for each problem. */
export function renderText(reports: readonly Report[]): string {
  return reports
    .map((report) =>
      useLanguage(report.language, () => {
        const verdict = `${showName(report.name)}: ${showHidden(verdictAndCount(report))}`;
        const problems = groupProblems(report.problems).map((each) => paragraph(report, each));
        const end = problems.length ? "\n\n" : "\n"; // a list of valid documents stays a list
        return [verdict, ...problems].join("\n\n") + end;
      }),
    )
    .join("");
}

type Group = [Problem, ...Problem[]];

/** Return problems in their order, grouped where several items of a list have the same. */
function groupProblems(problems: readonly Problem[]): readonly Group[] {
  const groups = new Map<string, Group>();
  problems.forEach((each, number) => {
    const { code, severity, message, remedy, pointer } = each;
    const place = pointer.replace(/\/[0-9]+(?=\/|$)/g, "/*");
    const same = JSON.stringify([code, severity, message, remedy, place]);
    const key = place === pointer ? String(number) : same;
    const known = groups.get(key);
    if (known) known.push(each);
    else groups.set(key, [each]);
  });
  return [...groups.values()];
}

function paragraph(report: Report, [problem, ...others]: Group): string {
  const gutter = String(problem.line ?? "").length + 1;
  const margin = " ".repeat(gutter + 3);
  const head = `${[showName(report.name), ...position(problem)].join(":")}: ${showHidden(headline(problem))}`;
  const foot = listFoot(report, problem, others).map((line) => margin + line);
  return [head, ...showSource(problem, gutter), ...foot].join("\n");
}

/** Return the excerpt behind its line number, and a line that points into it. */
function showSource(problem: Problem, gutter: number): readonly string[] {
  if (!problem.excerpt) return [];
  const [before, cause] = splitExcerpt(problem).map(showHidden) as [string, string, string];
  const pointing = " ".repeat(width(before)) + "^" + "~".repeat(Math.max(0, width(cause) - 1));
  const number = String(problem.line ?? "").padStart(gutter);
  return [`${number} | ${showHidden(problem.excerpt)}`, `${" ".repeat(gutter)} | ${pointing}`];
}

function listFoot(report: Report, problem: Problem, others: readonly Problem[]): readonly string[] {
  const path = pathOf(report, problem);
  return [
    ...(problem.remedy ? [showHidden(remedyText(problem))] : []),
    ...(path ? [_("at {place}", { place: path })] : []),
    ...others.map((other) => {
      const place = `${position(other).join(":")} ${pathOf(report, other)}`.trimStart();
      return _("also at {place}", { place });
    }),
    ...seeAlso(report, problem).map((place) => _("see also {place}", { place: showHidden(place) })),
  ];
}

function position({ line, column }: Problem): readonly string[] {
  return [line, column].filter(Boolean).map(String);
}

/** Return the path of a problem in the syntax of its document. */
function pathOf(report: Report, { pointer, xpath }: Problem): string {
  return showHidden(report.syntax === "xml" ? xpath : pointer);
}
