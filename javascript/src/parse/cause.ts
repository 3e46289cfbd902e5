// The cause for which a text is not well-formed: what is wrong, where, and what to write.

import { _ } from "../i18n.js";

// A document that is so large or so finely divided is not searched for its cause.
export const MOST_BYTES = 4 * 1024 * 1024;
export const MOST_STEPS = 200_000;
// Quotation marks that word processors and Chinese input methods write.
export const TYPOGRAPHIC = "“”„‟‘’‚‛「」『』«»＂＇";
const MARKS = [..."｛｝［］【】：，、；＜＞＝／"];
const CHARACTERS = [..."{}[][]:,,,<>=/"];
// Full-width marks, and the ASCII character that each stands for.
export const FULL_WIDTH: ReadonlyMap<string, string> = new Map(
  MARKS.map((mark, index) => [mark, CHARACTERS[index] ?? ""]),
);
// What looks like a space and is not one for a parser.
export const SPACES = "\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff";

/** The first mistake for which a text is not well-formed; `at` is its offset. */
export interface Cause {
  readonly code: string;
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
}

/** Return the cause where the character at an offset looks like a mark of the syntax, or null. */
export function findForeignMark(text: string, at: number): Cause | null {
  const character = text.charAt(at);
  if (!character) return null;
  if (TYPOGRAPHIC.includes(character)) return explainTypographicQuotes(at);
  if (FULL_WIDTH.has(character)) return explainFullWidthMark(text, at);
  if (!SPACES.includes(character)) return null;
  const message = _("there is a special space here, such as a full-width space");
  return { code: "full-width", at, message, remedy: _("replace it with an ordinary space") };
}

/** Return the cause of a typographic quotation mark at an offset. */
export function explainTypographicQuotes(at: number): Cause {
  const message = _("a typographic quotation mark is used in place of a straight one");
  const remedy = _('write the straight quotation mark " on both sides');
  return { code: "typographic-quotes", at, message, remedy };
}

/** Return the cause of a full-width mark at an offset of a text. */
export function explainFullWidthMark(text: string, at: number): Cause {
  const mark = text.charAt(at);
  const values = { mark, character: FULL_WIDTH.get(mark) };
  const message = _("the full-width mark {mark} is used in place of {character}", values);
  const remedy = _("write {character} with the input method switched to half-width punctuation", values);
  return { code: "full-width", at, message, remedy };
}

/** Return the cause of a text that breaks off. */
export function explainTruncation(text: string, message: string): Cause {
  let at = text.length;
  while (at && " \t\r\n".includes(text.charAt(at - 1))) at -= 1;
  const remedy = _("check that the file is complete, and export or transfer it again");
  return { code: "truncated", at, message, remedy };
}

/** Return the line, from 1, of an offset. */
export function countLine(text: string, at: number): number {
  let line = 1;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", end + 1)) line += 1;
  return line;
}
