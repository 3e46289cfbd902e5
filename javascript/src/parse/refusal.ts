// The refusal of a document that cannot be read.

import {
  type Language,
  type Problem,
  type Report,
  type Syntax,
  makeReport,
  problem,
} from "../problems.js";

/** A document could not be read, or is not a known record. */
export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly syntax: Syntax | null = null,
    readonly record: string | null = null,
  ) {
    super(problem.message);
  }
}

interface Details {
  readonly syntax?: Syntax | null;
  readonly line?: number | null;
  readonly column?: number | null;
  readonly remedy?: string;
}

/** Return a refusal of a whole document. */
export function refuse(code: string, message: string, details: Details = {}): Refusal {
  const { syntax = null, line = null, column = null, remedy = "" } = details;
  return new Refusal(problem(code, message, { line, column, remedy }), syntax);
}

/** Return the report on a document that is refused. */
export function reportRefusal(refusal: Refusal, name: string, language: Language): Report {
  const { syntax, record, problem } = refusal;
  return makeReport({ name, syntax, record, problems: [problem], language });
}
