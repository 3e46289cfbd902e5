// Reports for people and for other programs.

import { useLanguage } from "../i18n.js";
import type { Report } from "../problems.js";
import { verdictAndCount } from "./labels.js";

/** Return the verdict on a document in a line, and how many problems it has if there are any. */
export function summarize(report: Report): string {
  return useLanguage(report.language, () => verdictAndCount(report));
}
