// Reports as one JSON array, for programs.

import type { Report } from "../problems.js";
import { writeJson } from "./characters.js";

/** Return a JSON array with one object for each report. */
export function renderJson(reports: readonly Report[]): string {
  return `[${reports.map((report) => writeJson(report, 2)).join(",\n")}]\n`;
}
