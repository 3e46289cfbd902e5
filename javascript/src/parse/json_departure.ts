// The first place at which a text departs from the grammar of JSON (RFC 8259).
// A match of an expression steps over up to a hundred members or items at once.

import { MOST_STEPS } from "./cause.js";
import { matchAt, skip } from "./patterns.js";

export const BLANK = "[ \\t\\n\\r]*";
const ESCAPE =
  '\\\\(?:["\\\\/bfnrt]|u(?:[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}' +
  "|(?![dD][89a-fA-F])[0-9a-fA-F]{4}))";
export const BODY = `[^"\\\\\\x00-\\x1f]*(?:${ESCAPE}[^"\\\\\\x00-\\x1f]*)*`;
export const STRING = `"${BODY}"`;
const NUMBER = "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
const WORD = `(?:${NUMBER}|true|false|null)(?![A-Za-z0-9_.+$\\u3400-\\u9fff-])`;
const SCALAR = `(?:${STRING}|${WORD}|\\[${BLANK}\\]|\\{${BLANK}\\})`; // and what is empty
const VALUE = `(?<scalar>${SCALAR})|(?<open>[{[])`;

/** What the grammar allows next. */
export type State =
  | "root" // the value that the document is
  | "first name" // a name, or the end of the object
  | "name" // a name, after a comma
  | "colon"
  | "value" // a value, after a colon
  | "first item" // a value, or the end of the array
  | "item" // a value, after a comma
  | "next" // a comma, or the end of the object or array
  | "end"; // the end of the text

const pattern = (alternatives: string): RegExp => new RegExp(`${BLANK}(?:${alternatives})`, "y");

const PATTERNS: Readonly<Record<State, RegExp>> = {
  root: pattern(VALUE),
  "first name": pattern(`(?<name>${STRING})|(?<close>\\})`),
  name: pattern(`(?<name>${STRING})`),
  colon: pattern("(?<colon>:)"),
  value: pattern(VALUE),
  "first item": pattern(`${VALUE}|(?<close>\\])`),
  item: pattern(VALUE),
  next: pattern("(?<comma>,)|(?<close>[}\\]])"),
  end: pattern("(?<end>$)"),
};
// What is stepped over at once: whole members and items that are not objects or arrays.
const RUNS: Readonly<Partial<Record<State, RegExp>>> = {
  name: new RegExp(`(?:${BLANK}${STRING}${BLANK}:${BLANK}${SCALAR}${BLANK},){0,100}`, "y"),
  item: new RegExp(`(?:${BLANK}${SCALAR}${BLANK},){0,100}`, "y"),
};
const SKIPPED = new RegExp(BLANK, "y");

/** The first place at which a text departs from the grammar. */
export interface Departure {
  readonly text: string;
  /** Offset of the first character that the grammar does not allow. */
  readonly at: number;
  /** What the grammar allows there. */
  readonly state: State;
  /** Start and end of the token before it; both 0 where there is none. */
  readonly before: readonly [start: number, end: number];
  /** Offsets of the brackets that are open, the outermost first. */
  readonly open: readonly number[];
}

/** Return where a text departs from the grammar of JSON; null if that takes too many steps. */
export function findDeparture(text: string): Departure | null {
  const open: number[] = [];
  let at = 0;
  let state: State = "root";
  let before: [number, number] = [0, 0];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const run = RUNS[state];
    const end = run ? skip(run, text, at) : at;
    if (end > at) [before, at] = [[end - 1, end], end];
    const match = matchAt(PATTERNS[state], text, at);
    const [kind, token] = Object.entries(match?.groups ?? {}).find(([, each]) => each !== undefined) ?? [];
    if (kind === "end") return null;
    const bracket = text.charAt(open.at(-1) ?? text.length);
    if (match === null || token === undefined || (kind === "close" && !closes(bracket, token))) {
      return { text, at: skip(SKIPPED, text, at), state, before, open };
    }
    at += match[0].length;
    before = [at - token.length, at];
    if (kind === "open") open.push(before[0]);
    if (kind === "close") open.pop();
    state = nextState(kind ?? "", text.charAt(open.at(-1) ?? text.length));
  }
  return null;
}

/** Return whether a bracket closes another. */
export function closes(opening: string, closing: string): boolean {
  return ["{}", "[]"].includes(opening + closing);
}

/** Return what is allowed after a token, where a bracket is the last one that is open. */
function nextState(kind: string, bracket: string): State {
  if (kind === "name") return "colon";
  if (kind === "colon") return "value";
  if (kind === "comma") return bracket === "{" ? "name" : "item";
  if (kind === "open") return bracket === "{" ? "first name" : "first item";
  return bracket ? "next" : "end";
}
