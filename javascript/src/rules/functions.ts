// The table of all functions that rules may call, by their names in CEL.

import {
  isMod11_10,
  isMod11_2,
  isMod97_10,
  isOrganizationCode,
  isUscc,
  normalizedOrganizationCode,
  organizationCodeOf,
} from "./check_characters.js";
import { isInForce } from "./code_validity.js";
import { chinaDate, daysBetween, parseInstant } from "./dates.js";
import { hostOf, isHostOf } from "./hosts.js";
import { flatten, forKinds, isSorted, latest, repeated } from "./lists.js";
import { isPlainText } from "./names.js";
import { birthDateOf, isForeignPrId, isHmtResidenceId, isResidentId } from "./person_numbers.js";

type Implementation = (...values: unknown[]) => unknown;

const matchers = new Map<string, RegExp>();

/** CEL's own functions. */
const STANDARD = {
  timestamp: parseInstant,
  size: (value: string | readonly unknown[]) => [...value].length,
  contains: (text: string, part: string) => text.includes(part),
  startsWith: (text: string, start: string) => text.startsWith(start),
  endsWith: (text: string, end: string) => text.endsWith(end),
  matches: (text: string, pattern: string) => {
    const matcher = matchers.get(pattern) ?? new RegExp(pattern, "u");
    matchers.set(pattern, matcher);
    return matcher.test(text);
  },
};

const OWN = {
  isUscc,
  isOrganizationCode,
  organizationCodeOf,
  normalizedOrganizationCode,
  isMod11_10,
  isMod11_2,
  isMod97_10,
  isResidentId,
  isHmtResidenceId,
  isForeignPrId,
  birthDateOf,
  isPlainText,
  hostOf,
  isHostOf,
  chinaDate,
  daysBetween,
  inForce: isInForce,
  flatten,
  forKinds,
  repeated,
  isSorted,
  latest,
};

/** All functions, without the types of their parameters: the build has checked every call. */
export const FUNCTIONS = { ...STANDARD, ...OWN } as unknown as Readonly<
  Record<string, Implementation>
>;
