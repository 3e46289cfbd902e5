// Whether a code is in force on a date.

import { validityPeriod } from "./catalogue.js";

/** Return whether a code of a list is in force on a date; false if the list has no such code. */
export function isInForce(list: string, code: string, day: string): boolean {
  const period = validityPeriod(list, code);
  if (!period) return false;
  const [first, last] = period;
  return (first || day) <= day && day <= (last || day);
}
