// How much of a document is taken in.

export interface Limits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxProblems: number;
  readonly maxValues: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 64,
  maxProblems: 1000,
  maxValues: 100_000,
};
