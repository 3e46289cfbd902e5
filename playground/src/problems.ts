// What is wrong with a document, in one form for JSON and XML: see swschema.problems in Python.

export type Syntax = "json" | "xml";
export type Language = "en" | "zh-Hans";
export type Severity = "error" | "warning" | "todo";

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
  readonly xpath: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly excerpt: string;
  readonly remedy: string;
  readonly severity: Severity;
  readonly related: readonly string[];
}

export interface Report {
  readonly syntax: Syntax | null;
  readonly record: string | null;
  readonly problems: readonly Problem[];
  readonly language: Language;
}

/** Return a problem; what is not given is empty. */
export function problem(code: string, message: string, more: Partial<Problem> = {}): Problem {
  const empty = { pointer: "", xpath: "", line: null, column: null, excerpt: "", remedy: "" };
  return { code, message, ...empty, severity: "error", related: [], ...more };
}

/** Return whether a document has no errors; warnings do not count. */
export function isValid(report: Report): boolean {
  return report.problems.every((each) => each.severity !== "error");
}
