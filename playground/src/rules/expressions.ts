// Expressions of the Common Expression Language, parsed by the build, and what they give.

import type { Instant } from "./library";
import { LIBRARY } from "./library";

/** An expression as `swschema build` writes it: what it is, and its parts. */
export type Expression =
  | readonly ["literal", string | number | boolean]
  | readonly ["name", string]
  | readonly ["field", Expression, string]
  | readonly ["has", Expression, string]
  | readonly ["call", string, readonly Expression[]]
  | readonly ["macro", string, Expression, string, Expression]
  | readonly ["not", Expression]
  | readonly ["binary", string, Expression, Expression]
  | readonly ["if", Expression, Expression, Expression]
  | readonly ["list", readonly Expression[]];

export type Known = Readonly<Record<string, unknown>>;

/** Return what an expression gives where some names are known. */
export function evaluate(expression: Expression, known: Known): unknown {
  switch (expression[0]) {
    case "literal":
      return expression[1];
    case "name":
      return known[expression[1]];
    case "field":
      return (evaluate(expression[1], known) as Known)[expression[2]];
    case "has":
      return expression[2] in (evaluate(expression[1], known) as Known);
    case "not":
      return !evaluate(expression[1], known);
    case "if":
      return evaluate(evaluate(expression[1], known) ? expression[2] : expression[3], known);
    case "list":
      return expression[1].map((each) => evaluate(each, known));
    case "binary":
      return binary(expression[1], expression[2], expression[3], known);
    case "macro":
      return macro(expression[1], expression[2], expression[3], expression[4], known);
    case "call":
      return call(expression[1], expression[2].map((each) => evaluate(each, known)));
  }
}

function binary(operator: string, left: Expression, right: Expression, known: Known): unknown {
  if (operator === "&&") return evaluate(left, known) && evaluate(right, known);
  if (operator === "||") return evaluate(left, known) || evaluate(right, known);
  const compare = OPERATORS[operator];
  if (!compare) throw new Error(`no operator ${operator}`);
  return compare(evaluate(left, known), evaluate(right, known));
}

type Scalar = string | number | Instant;

const OPERATORS: Readonly<Record<string, (one: unknown, other: unknown) => unknown>> = {
  "==": same,
  "!=": (one, other) => !same(one, other),
  "<": (one, other) => (one as Scalar) < (other as Scalar),
  "<=": (one, other) => (one as Scalar) <= (other as Scalar),
  ">": (one, other) => (one as Scalar) > (other as Scalar),
  ">=": (one, other) => (one as Scalar) >= (other as Scalar),
  "+": (one, other) => (one as number) + (other as number),
  "-": (one, other) => (one as number) - (other as number),
  "*": (one, other) => (one as number) * (other as number),
  in: (one, other) => (other as readonly unknown[]).some((each) => same(one, each)),
};

function same(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && same((one as Known)[name], (other as Known)[name]))
  );
}

function macro(kind: string, of: Expression, variable: string, body: Expression, known: Known) {
  const items = evaluate(of, known) as readonly unknown[];
  const inner = (item: unknown): unknown => evaluate(body, { ...known, [variable]: item });
  switch (kind) {
    case "all":
      return items.every(inner);
    case "exists":
      return items.some(inner);
    case "exists_one":
      return items.filter(inner).length === 1;
    case "filter":
      return items.filter(inner);
    case "map":
      return items.map(inner);
    default:
      throw new Error(`no macro ${kind}`);
  }
}

function call(name: string, values: readonly unknown[]): unknown {
  const called = LIBRARY[name];
  if (!called) throw new Error(`no function ${name}`);
  return called(...values);
}

/** Return all functions and operators that an expression calls. */
export function calls(expression: Expression): string[] {
  const own = expression[0] === "call" || expression[0] === "binary" ? [expression[1]] : [];
  const inner = expression.slice(1).flatMap((part): string[] => {
    if (!Array.isArray(part)) return [];
    return typeof part[0] === "string"
      ? calls(part as unknown as Expression)
      : part.flatMap((each) => calls(each as Expression));
  });
  return [...own, ...inner];
}
