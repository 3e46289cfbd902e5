// What a problem says: what was expected, never what was found.

import { _ } from "../i18n";
import { formatNumber } from "../numbers";
import { Scalar } from "../schema/shapes";
import type { Trace } from "../schema/trace";
import { field, said } from "../schema/labels";

const CLAUSES: Readonly<Record<string, string>> = {
  required: "{field} is required in {type} and is missing",
  additionalProperties: "{field} has no place in {type}",
  enum: "{field} is none of the codes of its list",
  pattern: "{field} is not spelled as it should be",
  format: "{field} is not spelled as it should be",
  minLength: "{field} must have at least {limit} character(s)",
  maxLength: "{field} must have at most {limit} characters",
  minimum: "{field} must be at least {limit}",
  maximum: "{field} must be at most {limit}",
  minItems: "{field} must have at least {limit} item(s)",
  maxItems: "{field} must have at most {limit} items",
};
const KINDS: Readonly<Record<string, string>> = {
  integer: "{field} must be a whole number",
  boolean: "{field} must be true or false",
};

/** Return the message for a broken keyword of a member. */
export function message(
  keyword: string,
  name: string,
  limit: number | null,
  traced: Trace,
): string {
  const clause = keyword === "type" ? typeClause(traced) : CLAUSES[keyword];
  return _(clause ?? "{field} breaks the schema's {keyword}", {
    field: field(name, traced),
    type: traced.parent ? said(traced.parent.title) : "",
    limit: limit === null ? "None" : formatNumber(limit),
    keyword,
  });
}

function typeClause({ shape }: Trace): string {
  if (shape instanceof Scalar) return KINDS[shape.kind] ?? "{field} must be a text";
  return shape ? "{field} must be an object" : "{field} must be an array";
}
