// What a value breaks first is what is told; the rest follows from it.

export const KEYWORDS: Readonly<Record<string, string>> = {
  required: "missing",
  additionalProperties: "unknown",
  type: "type",
  enum: "enum",
  format: "format",
  minLength: "length",
  maxLength: "length",
  pattern: "pattern",
  minimum: "range",
  maximum: "range",
  minItems: "count",
  maxItems: "count",
};
const ORDER = Object.keys(KEYWORDS);

/** Return the rank of a keyword: the lowest is told. */
export function rank(keyword: string): number {
  const found = ORDER.indexOf(keyword);
  return found < 0 ? 99 : found;
}
