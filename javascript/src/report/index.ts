// Reports for people and for other programs.

import { UnknownNameError } from "../errors.js";
import { _, useLanguage } from "../i18n.js";
import type { Report } from "../problems.js";
import { renderJson } from "./json.js";
import { verdictAndCount } from "./labels.js";
import { renderText } from "./text.js";

export { type StatusTable, type StatusText, describeStatus } from "./status.js";

type Render = (reports: readonly Report[]) => string;

const FORMATS = {
  text: () => Promise.resolve(renderText),
  json: () => Promise.resolve(renderJson),
  sarif: async () => (await import("./sarif.js")).renderSarif, // it describes all rules
} satisfies Record<string, () => Promise<Render>>;

/** The name of a format: lines for a terminal, an array of reports, or SARIF 2.1.0. */
export type ReportFormat = keyof typeof FORMATS;

export const REPORT_FORMATS = Object.keys(FORMATS) as ReportFormat[];

/**
 * Return reports in a format, each in its own language.
 *
 * @throws UnknownNameError if there is no such format.
 */
export async function render(reports: readonly Report[], format: ReportFormat): Promise<string> {
  if (!Object.hasOwn(FORMATS, format)) throw new UnknownNameError(_("report format"), format, REPORT_FORMATS);
  return (await FORMATS[format]())(reports);
}

/** Return the verdict on a document in a line, and how many problems it has if there are any. */
export function summarize(report: Report): string {
  return useLanguage(report.language, () => verdictAndCount(report));
}
