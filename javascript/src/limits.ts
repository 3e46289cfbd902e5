// How much of a document is taken in.

export interface Limits {
  /** The largest size, in bytes. */
  readonly maxBytes: number;
  /** The deepest nesting of objects, arrays or elements, at least 16. */
  readonly maxDepth: number;
  /** How many problems are reported; one more, `limit`, then says that there are others. */
  readonly maxProblems: number;
  /** How many members and items in JSON, or elements in XML, it has. */
  readonly maxValues: number;
}

/** Limits of which some are left as they are by default. */
export type LimitOptions = Partial<Limits>;

const DEEPEST_RECORD = 16; // no valid record nests deeper

export const DEFAULT_LIMITS: Limits = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 64,
  maxProblems: 1000,
  maxValues: 100_000,
};

/**
 * Return the limits that options ask for.
 *
 * @throws RangeError if they leave no room for any record.
 */
export function makeLimits(options: LimitOptions = {}): Limits {
  const limits = { ...DEFAULT_LIMITS, ...options };
  const { maxBytes, maxDepth, maxProblems, maxValues } = limits;
  if (!(maxBytes >= 1 && maxDepth >= DEEPEST_RECORD && maxProblems >= 1 && maxValues >= 1)) {
    const least = `1 byte, 1 problem, 1 value and a depth of ${DEEPEST_RECORD}`;
    throw new RangeError(`limits are at least ${least}`);
  }
  return limits;
}
