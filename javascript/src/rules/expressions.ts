// Expressions of the Common Expression Language, parsed by the build, and their evaluation over data
// of which parts may be unknown: `false && unknown` is false, `true || unknown` is true.

import { FUNCTIONS } from "./functions.js";
import {
  AtLeast,
  UNKNOWN,
  applyOperator,
  isMarkedOpen,
  isOpen,
  knownItems,
  markOpen,
} from "./unknown.js";
import type { Work } from "./work.js";

/** An expression as `swschema build` writes it: a name, or its kind and then its parts. */
export type Expression =
  | readonly ["literal", string | number | boolean]
  | string
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
type List = readonly unknown[];

/**
 * Return the value of an expression: UNKNOWN where what is not known could change it.
 *
 * @throws WorkSpent if it takes more work than is allowed.
 */
export function evaluate(expression: Expression, variables: Variables, work: Work): unknown {
  const inner = (part: Expression): unknown => evaluate(part, variables, work);
  if (typeof expression === "string") return variables[expression];
  switch (expression[0]) {
    case "literal":
      return expression[1];
    case "field":
      return select(inner(expression[1]), expression[2]);
    case "has":
      return hasMember(inner(expression[1]), expression[2]);
    case "not": {
      const operand = inner(expression[1]);
      return operand === UNKNOWN ? UNKNOWN : !operand;
    }
    case "if":
      return choose(inner(expression[1]), expression[2], expression[3], inner);
    case "list":
      return expression[1].map(inner);
    case "binary":
      return evaluateBinary(expression[1], expression[2], expression[3], inner, work);
    case "macro": {
      const [, kind, of, variable, body] = expression;
      const items = inner(of);
      if (items === UNKNOWN) return UNKNOWN;
      work.spend((items as List).length);
      const results = (items as List).map((item) =>
        evaluate(body, { ...variables, [variable]: item }, work),
      );
      return combine(kind, items as List, results);
    }
    case "call":
      return callFunction(expression[1], expression[2].map(inner), work);
  }
}

/** Return variables with others defined, each by an expression that can name those before it. */
export function define(
  expressions: Readonly<Record<string, Expression>> | undefined,
  variables: Variables,
  work: Work,
): Variables {
  return Object.entries(expressions ?? {}).reduce(
    (all, [name, expression]) => ({ ...all, [name]: evaluate(expression, all, work) }),
    variables,
  );
}

type Inner = (part: Expression) => unknown;

function select(holder: unknown, name: string): unknown {
  if (holder === UNKNOWN) return UNKNOWN;
  const members = holder as Variables;
  return Object.hasOwn(members, name) ? members[name] : UNKNOWN;
}

function hasMember(holder: unknown, name: string): unknown {
  if (holder === UNKNOWN) return UNKNOWN;
  const members = holder as Variables;
  if (Object.hasOwn(members, name)) return members[name] === UNKNOWN ? UNKNOWN : true;
  return isMarkedOpen(members) ? UNKNOWN : false;
}

function choose(condition: unknown, yes: Expression, no: Expression, inner: Inner): unknown {
  if (condition !== UNKNOWN) return inner(condition ? yes : no);
  const [one, other] = [inner(yes), inner(no)];
  return one === other && (typeof one !== "object" || one === null) ? one : UNKNOWN;
}

function evaluateBinary(
  operator: string,
  left: Expression,
  right: Expression,
  inner: Inner,
  work: Work,
): unknown {
  if (operator === "&&" || operator === "||") {
    const deciding = operator === "||"; // the operand that decides, whatever the other is
    const one = inner(left);
    if (one === deciding) return deciding;
    const other = inner(right);
    if (other === deciding) return deciding;
    return one === UNKNOWN || other === UNKNOWN ? UNKNOWN : !deciding;
  }
  if (operator === "in") {
    const items = inner(right);
    if (items === UNKNOWN) return UNKNOWN;
    if (Array.isArray(items)) work.spend(Math.floor(items.length / 16));
    return contains(inner(left), items as List | ReadonlySet<unknown>);
  }
  return applyOperator(operator, inner(left), inner(right));
}

function contains(item: unknown, items: List | ReadonlySet<unknown>): unknown {
  const [size, isThere] =
    items instanceof Set ? [items.size, items.has(item)] : [(items as List).length, (items as List).includes(item)];
  if (item !== UNKNOWN && isThere) return true;
  return isOpen(items) || (item === UNKNOWN && size > 0) ? UNKNOWN : false;
}

/** Return what a macro gives, of the items of its list and of its body for each of them. */
function combine(kind: string, items: List, results: List): unknown {
  const unsure = isMarkedOpen(items) || results.includes(UNKNOWN);
  switch (kind) {
    case "all":
      if (results.includes(false)) return false;
      return unsure ? UNKNOWN : true;
    case "exists":
      if (results.includes(true)) return true;
      return unsure ? UNKNOWN : false;
    case "exists_one": {
      const count = results.filter((each) => each === true).length;
      if (count > 1) return false;
      return unsure ? UNKNOWN : count === 1;
    }
    case "filter": {
      const kept = items.filter((_item, index) => results[index] === true);
      return unsure ? markOpen(kept) : kept;
    }
    case "map":
      return isMarkedOpen(items) ? markOpen([...results]) : results;
    default:
      throw new Error(`no macro ${kind}`);
  }
}

function callFunction(name: string, values: List, work: Work): unknown {
  const implementation = FUNCTIONS[name];
  if (!implementation) throw new Error(`no function ${name}`);
  if (values.includes(UNKNOWN)) return UNKNOWN;
  const lists = values.filter((each): each is List => Array.isArray(each));
  for (const each of lists) work.spend(each.length);
  const [first] = lists;
  if (first && name === "size") {
    return isMarkedOpen(first) ? new AtLeast(knownItems(first).length) : first.length;
  }
  if (first && name === "repeated") {
    const found = implementation(knownItems(first)) as unknown[];
    return isOpen(first) ? markOpen(found) : found;
  }
  if (lists.some(isOpen) || values.some((each) => each instanceof AtLeast)) return UNKNOWN;
  return valueOf(implementation, values);
}

/** Return what a function gives; UNKNOWN where it gives nothing, as for texts that are no dates. */
function valueOf(implementation: (...values: unknown[]) => unknown, values: List): unknown {
  try {
    const value = implementation(...values);
    return Number.isNaN(value) ? UNKNOWN : value;
  } catch (error) {
    if (error instanceof RangeError) return UNKNOWN;
    throw error;
  }
}
