// The problem code of each keyword. Of the keywords that a value violates, the first here is
// reported; the others follow from it.

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

/** Return the rank of a keyword: of several at one place, the lowest is reported. */
export function rank(keyword: string): number {
  const index = ORDER.indexOf(keyword);
  return index < 0 ? ORDER.length : index;
}
