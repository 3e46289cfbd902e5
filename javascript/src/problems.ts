// What is wrong with a document, in one form for JSON and XML, as the report format `json` has it.

export type Syntax = "json" | "xml";
export type Language = "en" | "zh-Hans";
export type Severity = "error" | "warning" | "todo";

/** One operation of a JSON Patch (RFC 6902). */
export interface Operation {
  readonly op: "add" | "remove" | "replace" | "move";
  readonly path: string;
  readonly value?: unknown;
  readonly from?: string;
}

/** One problem in a document: what is wrong, where, and how to fix it. */
export interface Problem {
  /**
   * The kind of problem, the same for JSON and XML: the code of a structural problem, such as
   * `missing`, or the id of a rule, such as `MT02`.
   */
  readonly code: string;
  /** What is wrong, in the language of the report; it never quotes the value. */
  readonly message: string;
  /** JSON Pointer (RFC 6901) into the record; for a missing member, to where it should be. */
  readonly pointer: string;
  /** XPath 1.0 to the same place in the record's XML, with the prefix `sw`. */
  readonly xpath: string;
  /** Line in the source, from 1; null where the source has no lines. */
  readonly line: number | null;
  /** Column in that line, from 1, in characters. */
  readonly column: number | null;
  /** The member or element at that place, on one line; personal data in it are masked. */
  readonly excerpt: string;
  /** How to fix it, in the language of the report; empty where there is no advice. */
  readonly remedy: string;
  /** An error makes the document invalid, a warning does not; what is `todo` a draft still lacks. */
  readonly severity: Severity;
  /** JSON Pointers to other places that the rule concerns. */
  readonly related: readonly string[];
  /** The severity in the rulebook, where a caller or a draft has another one. */
  readonly usual: Severity | null;
  /** What a program can do to fix it; empty where only a person can know. */
  readonly fix: readonly Operation[];
  /** Always null: a cell of a workbook, which this library does not read. */
  readonly cell: null;
  /** The address under which the specification explains this kind of problem. */
  readonly help: string;
}

/** The verdict on one document, and the problems found in it. */
export interface Report {
  /** Whether the document has no errors; warnings do not count. */
  readonly valid: boolean;
  /** What the caller calls the source, or "text", "bytes" or "object". */
  readonly name: string;
  /** Detected from the content; null if it is neither, or an object. */
  readonly syntax: Syntax | null;
  /** The record type, such as "registration"; null if unknown. */
  readonly record: string | null;
  /** In the order of the document. */
  readonly problems: readonly Problem[];
  readonly language: Language;
  /** Always null: the number of a record in a stream, which this library does not read. */
  readonly number: null;
  /** Always null, likewise. */
  readonly offset: null;
}

/** Return a problem; what is not given is empty. */
export function problem(code: string, message: string, more: Partial<Problem> = {}): Problem {
  const kind = code === code.toUpperCase() ? "rules" : "problems";
  return {
    code,
    message,
    pointer: "",
    xpath: "",
    line: null,
    column: null,
    excerpt: "",
    remedy: "",
    severity: "error",
    related: [],
    usual: null,
    fix: [],
    cell: null,
    help: `https://w3id.org/swschema/v1/${kind}/${code}`,
    ...more,
  };
}

type Verdict = Pick<Report, "name" | "syntax" | "record" | "problems" | "language">;

/** Return the report with a verdict. */
export function makeReport({ name, syntax, record, problems, language }: Verdict): Report {
  const valid = problems.every(({ severity }) => severity !== "error");
  return { valid, name, syntax, record, problems, language, number: null, offset: null };
}
