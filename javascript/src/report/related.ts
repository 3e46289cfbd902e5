// The other places that a rule names, in JSON and in XML.

import type { Problem, Report } from "../problems.js";
import { parsePointer, tracePath } from "../schema/paths.js";
import { root } from "../schema/shapes.js";

/** Return the JSON Pointer and the XPath of each place that a problem names beside its own. */
export function listRelated(report: Report, problem: Problem): readonly (readonly [string, string])[] {
  if (!problem.related.length || report.record === null) return [];
  const record = root(report.record);
  return problem.related.map((each) => [each, tracePath(record, parsePointer(each)).xpath]);
}

/** Return these places as the document itself has them: XPaths in XML, else JSON Pointers. */
export function seeAlso(report: Report, problem: Problem): readonly string[] {
  return listRelated(report, problem).map(([pointer, xpath]) => (report.syntax === "xml" ? xpath : pointer));
}
