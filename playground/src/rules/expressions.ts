// Expressions of the Common Expression Language, parsed by the build, and their evaluation.

import { FUNCTIONS } from "./functions";

/** An expression as `swschema build` writes it: its kind, then its parts. */
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

/** The values that an expression can name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Return the value of an expression. */
export function evaluate(expression: Expression, variables: Variables): unknown {
  switch (expression[0]) {
    case "literal":
      return expression[1];
    case "name":
      return variables[expression[1]];
    case "field":
      return (evaluate(expression[1], variables) as Variables)[expression[2]];
    case "has":
      return expression[2] in (evaluate(expression[1], variables) as Variables);
    case "not":
      return !evaluate(expression[1], variables);
    case "if":
      return evaluate(evaluate(expression[1], variables) ? expression[2] : expression[3], variables);
    case "list":
      return expression[1].map((each) => evaluate(each, variables));
    case "binary":
      return evaluateBinary(expression[1], expression[2], expression[3], variables);
    case "macro":
      return evaluateMacro(expression[1], expression[2], expression[3], expression[4], variables);
    case "call":
      return callFunction(expression[1], expression[2].map((each) => evaluate(each, variables)));
  }
}

function evaluateBinary(operator: string, left: Expression, right: Expression, variables: Variables): unknown {
  if (operator === "&&") return evaluate(left, variables) && evaluate(right, variables);
  if (operator === "||") return evaluate(left, variables) || evaluate(right, variables);
  const compare = OPERATORS[operator];
  if (!compare) throw new Error(`no operator ${operator}`);
  return compare(evaluate(left, variables), evaluate(right, variables));
}

type Comparable = string | number;

const OPERATORS: Readonly<Record<string, (one: unknown, other: unknown) => unknown>> = {
  "==": isEqual,
  "!=": (one, other) => !isEqual(one, other),
  "<": (one, other) => (one as Comparable) < (other as Comparable),
  "<=": (one, other) => (one as Comparable) <= (other as Comparable),
  ">": (one, other) => (one as Comparable) > (other as Comparable),
  ">=": (one, other) => (one as Comparable) >= (other as Comparable),
  "+": (one, other) => (one as number) + (other as number),
  "-": (one, other) => (one as number) - (other as number),
  "*": (one, other) => (one as number) * (other as number),
  in: (one, other) => (other as readonly unknown[]).some((each) => isEqual(one, each)),
};

function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isEqual((one as Variables)[name], (other as Variables)[name]))
  );
}

function evaluateMacro(kind: string, of: Expression, variable: string, body: Expression, variables: Variables) {
  const items = evaluate(of, variables) as readonly unknown[];
  const inner = (item: unknown): unknown => evaluate(body, { ...variables, [variable]: item });
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

function callFunction(name: string, values: readonly unknown[]): unknown {
  const implementation = FUNCTIONS[name];
  if (!implementation) throw new Error(`no function ${name}`);
  return implementation(...values);
}
