// All functions that expressions call, by their names in CEL.

import { validityPeriod } from "./catalogue";
import * as functions from "./functions";

export type Instant = number;
type Implementation = (...values: unknown[]) => unknown;

/** Return functions without the types of their parameters: the build has checked every call. */
function untyped(typed: object): Readonly<Record<string, Implementation>> {
  return typed as Readonly<Record<string, Implementation>>;
}

const matchers = new Map<string, RegExp>();

export const LIBRARY: Readonly<Record<string, Implementation>> = {
  ...untyped({ ...functions }),
  ...untyped({
    timestamp: functions.instant,
    size: (value: string | readonly unknown[]) => [...value].length,
    contains: (text: string, part: string) => text.includes(part),
    startsWith: (text: string, start: string) => text.startsWith(start),
    endsWith: (text: string, end: string) => text.endsWith(end),
    matches: (text: string, pattern: string) => {
      const matcher = matchers.get(pattern) ?? new RegExp(pattern, "u");
      matchers.set(pattern, matcher);
      return matcher.test(text);
    },
    latest: (dates: readonly string[]) => [...dates].sort().at(-1) ?? "",
    repeated: (texts: readonly string[]) => [
      ...new Set(texts.filter((each, index) => texts.indexOf(each) !== index)),
    ],
    inForce: (list: string, code: string, day: string) => {
      const [from, to] = validityPeriod(list, code) ?? ["~", ""];
      return (from || day) <= day && day <= (to || day);
    },
  }),
};
