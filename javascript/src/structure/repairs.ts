// Values in another spelling, and what to change in them.

import { _ } from "../i18n.js";
import type { Scalar } from "../schema/shapes.js";

const LONGEST = 200; // characters; no spelling of a longer text is looked for
const CONFUSED: Readonly<Record<string, string>> = { O: "0", I: "1", Z: "2", S: "5", V: "U" };

interface Repair {
  readonly repair: (text: string) => string;
  readonly advice: () => string;
}

// In this order; a text is put in one case only.
const [UPPER, LOWER] = [3, 4];
const GENTLE = [0, 1, 2];
const REPAIRS: readonly Repair[] = [
  { repair: (text) => text.normalize("NFKC"), advice: () => _("use half-width characters") },
  {
    repair: (text) => text.replace(/^[ \t\n\r\u00a0\u3000]+|[ \t\n\r\u00a0\u3000]+$/g, ""),
    advice: () => _("remove the white space at the beginning and at the end"),
  },
  {
    repair: (text) => text.replace(/[ \t]*[\r\n]+[ \t]*/g, " "),
    advice: () => _("remove the line breaks"),
  },
  { repair: (text) => text.toUpperCase(), advice: () => _("use capital letters") },
  { repair: (text) => text.toLowerCase(), advice: () => _("use small letters") },
  {
    repair: (text) => text.replace(/[ \t\n\r\u00a0\u3000-]+/g, ""),
    advice: () => _("remove the spaces and hyphens"),
  },
  {
    repair: (text) => text.replace(/[$¥€£元 ]|CNY|RMB|USD|EUR/g, "").replaceAll(",", ""),
    advice: () => _("remove the currency and the thousands separators"),
  },
  {
    repair: (text) => text.replace(/[OIZSV]/g, (letter) => CONFUSED[letter] ?? letter),
    advice: () => _("write the digits 0, 1, 2 and 5 instead of the letters O, I, Z and S"),
  },
];

/**
 * Return a value in the spelling of its type, and the advice how to get there.
 *
 * Null if no simple change gives a value of the type.
 */
export function findRepair(value: string, shape: Scalar): [string, string[]] | null {
  if ([...value].length > LONGEST || shape.pattern === null || fits(value, shape)) return null;
  // Without its sign, it is another amount.
  if (shape.format === "decimal" && /[-\u2212]/.test(value.normalize("NFKC"))) return null;
  let chosen = chooseRepairs(value, shape);
  for (const index of [...chosen].reverse()) {
    // What is not needed is left alone, the gentlest last.
    const others = chosen.filter((each) => each !== index);
    if (fits(apply(value, others), shape)) chosen = others;
  }
  if (!chosen.length) return null;
  return [apply(value, chosen), chosen.map((index) => REPAIRS[index]?.advice() ?? "")];
}

/** Return repairs that together give a value of the type; none if there are none. */
function chooseRepairs(value: string, shape: Scalar): number[] {
  const all = [...REPAIRS.keys()];
  for (const unused of [LOWER, UPPER]) {
    const chosen = all.filter((index) => index !== unused);
    if (fits(apply(value, chosen), shape)) return chosen;
    const gentle = [...GENTLE, unused === LOWER ? UPPER : LOWER];
    if (fits(apply(value, gentle), shape)) return gentle;
  }
  return fits(apply(value, GENTLE), shape) ? GENTLE : [];
}

function apply(value: string, indices: readonly number[]): string {
  return indices.reduce((text, index) => REPAIRS[index]?.repair(text) ?? text, value);
}

function fits(value: string, { pattern, minLength, maxLength }: Scalar): boolean {
  const length = [...value].length;
  if (pattern === null || length < minLength || length > maxLength) return false;
  return new RegExp(pattern, "u").test(value);
}
