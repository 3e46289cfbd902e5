// The way out of a document that cannot be looked at as a record.

import { type Problem, type Syntax, problem } from "../problems";

export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly syntax: Syntax | null = null,
    readonly record: string | null = null,
  ) {
    super(problem.message);
  }
}

interface Place {
  readonly syntax?: Syntax | null;
  readonly line?: number | null;
  readonly column?: number | null;
}

/** Return a refusal of a whole document. */
export function refuse(code: string, message: string, place: Place = {}): Refusal {
  const { syntax = null, line = null, column = null } = place;
  return new Refusal(problem(code, message, { line, column }), syntax);
}
