// What is not known of a record, as values that expressions are evaluated with; it is neither true
// nor false.

/** A value of which nothing is known. */
export const UNKNOWN = Symbol("unknown");

const open = new WeakSet<object>(); // objects, lists and sets that may have more than they have

/** Mark an object, a list or a set: it may have other parts than those it has. Return it. */
export function markOpen<Value extends object>(value: Value): Value {
  open.add(value);
  return value;
}

/** Return whether an object may have other members, or a list other items, than it has. */
export function isMarkedOpen(value: object): boolean {
  return open.has(value);
}

/** Return whether a list may have other items than those that are known of it. */
export function isOpen(items: readonly unknown[] | ReadonlySet<unknown>): boolean {
  return open.has(items) || (Array.isArray(items) && items.includes(UNKNOWN));
}

/** Return the items of a list that are known. */
export function knownItems(items: readonly unknown[]): readonly unknown[] {
  return items.filter((each) => each !== UNKNOWN);
}

/** Return whether all of a value is known, and there is no more in it. */
export function isWhole(value: unknown): boolean {
  if (value === UNKNOWN || value instanceof AtLeast) return false;
  if (typeof value !== "object" || value === null) return true;
  return !open.has(value) && Object.values(value).every(isWhole);
}

/** Return the known items of a list as a set, which is open if the list is. */
export function makeSet(items: readonly unknown[]): ReadonlySet<unknown> {
  const known = new Set(knownItems(items));
  return isOpen(items) ? markOpen(known) : known;
}

/** A whole number of which only a lower bound is known, such as the size of an open list. */
export class AtLeast {
  constructor(readonly least: number) {}
}

type Comparable = string | number;
type Operation = (one: Comparable, other: Comparable) => unknown;

const EXACT: Readonly<Record<string, Operation>> = {
  "==": (one, other) => one === other,
  "!=": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
  "+": (one, other) => (one as number) + (other as number),
  "-": (one, other) => (one as number) - (other as number),
  "*": (one, other) => (one as number) * (other as number),
};

type Bounded = (one: unknown, other: unknown) => unknown;

const BOUNDED: Readonly<Record<string, Bounded>> = {
  "==": areEqual,
  "!=": (one, other) => (areEqual(one, other) === false ? true : UNKNOWN),
  "<": isLess,
  "<=": isAtMost,
  ">": (one, other) => isLess(other, one),
  ">=": (one, other) => isAtMost(other, one),
  "+": (one, other) => new AtLeast(low(one) + low(other)),
  "-": (one, other) => (other instanceof AtLeast ? UNKNOWN : new AtLeast(low(one) - low(other))),
  "*": (one, other) =>
    Math.min(low(one), low(other)) >= 0 ? new AtLeast(low(one) * low(other)) : UNKNOWN,
};

/** Return what an operator gives of two values, of which either may be not known. */
export function applyOperator(sign: string, one: unknown, other: unknown): unknown {
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  const isBounded = one instanceof AtLeast || other instanceof AtLeast;
  const operation = isBounded ? BOUNDED[sign] : (EXACT[sign] as Bounded | undefined);
  if (!operation) throw new Error(`no operator ${sign}`);
  return operation(one, other);
}

function low(value: unknown): number {
  return value instanceof AtLeast ? value.least : (value as number);
}

function high(value: unknown): number {
  return value instanceof AtLeast ? Number.POSITIVE_INFINITY : (value as number);
}

function isLess(one: unknown, other: unknown): unknown {
  if (high(one) < low(other)) return true;
  return low(one) >= high(other) ? false : UNKNOWN;
}

function isAtMost(one: unknown, other: unknown): unknown {
  if (high(one) <= low(other)) return true;
  return low(one) > high(other) ? false : UNKNOWN;
}

function areEqual(one: unknown, other: unknown): unknown {
  return low(one) > high(other) || low(other) > high(one) ? false : UNKNOWN;
}
