// The cause for which a word or a number of a JSON text is not one.

import { _ } from "../i18n.js";
import { type Cause, explainTruncation } from "./cause.js";
import type { Departure } from "./json_departure.js";
import { matchAt } from "./patterns.js";

const WORD = /[^\s{}[\],:"'=;“”]+/y;
const LITERALS: Readonly<Record<string, readonly string[]>> = {
  true: ["True", "TRUE"],
  false: ["False", "FALSE"],
  null: ["None", "NONE", "Null", "NULL", "nil", "undefined"],
};
const NOT_A_NUMBER = /^[-+]?(?:nan|inf|infinity)$/i;
const NUMBER = /^[-+]?(?:[0-9.][0-9._]*(?:[eE][-+]?[0-9]*)?|0[xX][0-9a-fA-F]+)$/;
const WHERE = ["value", "first item", "item", "first name", "name"];

/** Explain a word where a string, a number, true, false or null should be. */
export function explainWord(departure: Departure): Cause | null {
  const { text, at, state } = departure;
  const word = matchAt(WORD, text, at)?.[0];
  if (!WHERE.includes(state) || word === undefined) return null;
  if (at + word.length === text.length && isCut(word)) {
    return explainTruncation(text, _("the document ends in the middle of a value"));
  }
  if (state === "first name" || state === "name") return explainName(departure);
  return explainValue(word, at);
}

function isCut(word: string): boolean {
  return ["-", "+"].includes(word) || Object.keys(LITERALS).some((each) => each.startsWith(word));
}

function explainName({ text, at, before }: Departure): Cause {
  if (/[0-9],[0-9]/.test(text.slice(at - 2, at + 1)) && at === before[1]) {
    const message = _("there is a separator in a number");
    return { code: "number", at: at - 1, message, remedy: _("write the number without separators") };
  }
  const message = _("a name is not in quotation marks");
  return { code: "unquoted", at, message, remedy: _("write every name in double quotation marks") };
}

function explainValue(word: string, at: number): Cause {
  const value = Object.keys(LITERALS).find((each) => LITERALS[each]?.includes(word));
  if (value !== undefined) {
    const message = _("this is not how JSON writes {value}", { value });
    let remedy = _("write {value} in lower case and without quotation marks", { value });
    if (value === "null") remedy = _("leave the field out if there is no value");
    return { code: "literal", at, message, remedy };
  }
  if (NOT_A_NUMBER.test(word)) {
    const message = _("NaN and Infinity are not numbers in JSON");
    return { code: "not-a-number", at, message, remedy: _("leave the field out if there is no value") };
  }
  if (NUMBER.test(word)) return explainNumber(word, at);
  const message = _("a text is not in quotation marks");
  return { code: "unquoted", at, message, remedy: _("write every text in double quotation marks") };
}

function explainNumber(word: string, at: number): Cause {
  const digits = word.replace(/^[-+]+/, "");
  let [message, remedy] = [_("this is not a number"), _("write the number in decimal digits")];
  if (word.startsWith("+")) {
    [message, remedy] = [_("a number begins with a plus sign"), _("write it without the plus sign")];
  } else if (/^0[0-9]/.test(digits)) {
    message = _("a number begins with a zero");
    remedy = _("remove the zero; write an identifier with leading zeros in quotation marks");
  } else if (digits.startsWith(".")) {
    message = _("a number begins with a decimal point");
    remedy = _("write a zero before the decimal point");
  }
  return { code: "number", at, message, remedy };
}
