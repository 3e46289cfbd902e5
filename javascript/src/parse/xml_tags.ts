// The cause for which a tag of an XML text is not one.

import { _ } from "../i18n.js";
import { type Cause, TYPOGRAPHIC, findForeignMark, explainTruncation, explainTypographicQuotes } from "./cause.js";
import { matchAt, skip } from "./patterns.js";
import { ATTRIBUTE, BLANK, NAME, QUOTED, isKnown } from "./xml_markup.js";

const SKIPPED = new RegExp(BLANK, "y");
const ATTRIBUTE_NAME = new RegExp(NAME, "y");
const VALUE = new RegExp(QUOTED, "y");
// A value that goes on up to the quotation mark of the next attribute.
const SWALLOWED = new RegExp(`[ \\t\\r\\n]${NAME}${BLANK}=${BLANK}$`);
const CLOSED = new RegExp(`[${TYPOGRAPHIC}](?=[ \\t\\r\\n/>?])`);

/** Explain a start tag or an XML declaration that is not one. */
export function explainStartTag(text: string, at: number, nameEnd: number): Cause {
  let pos = nameEnd;
  let valueAt: number | null = null;
  for (let match = matchAt(ATTRIBUTE, text, pos); match; match = matchAt(ATTRIBUTE, text, pos)) {
    pos += match[0].length;
    valueAt = pos - (match.groups?.value?.length ?? 0);
  }
  const end = skip(SKIPPED, text, pos);
  if (end === text.length) return endsInTag(text);
  const slash = "/?".includes(text.charAt(end)) ? 1 : 0;
  if (end + slash === text.length) return endsInTag(text);
  const known = text.startsWith("<?", at) || isKnown(text.slice(at + 1, nameEnd));
  const foreign = findMark(text, end + slash, known);
  if (foreign) return foreign;
  if (isGlued(text, at, nameEnd)) return explainOpenMarkup(at);
  const attributeEnd = skip(ATTRIBUTE_NAME, text, end);
  if (attributeEnd > end && end > pos) return explainAttribute(text, at, attributeEnd, known);
  if (valueAt !== null && end === pos && !"<>/?".includes(text.charAt(pos))) {
    return explainJoin(text, valueAt, pos);
  }
  return known ? explainOpenMarkup(at) : explainUnescaped(text, at);
}

/** Explain a look-alike; behind < and a word that is not an element, only that of a tag's marks. */
function findMark(text: string, at: number, known: boolean): Cause | null {
  return known || ["＞", "／", "＝"].includes(text.charAt(at)) ? findForeignMark(text, at) : null;
}

/** Return whether the name of a tag goes on in the text, as there is no > between them. */
function isGlued(text: string, at: number, nameEnd: number): boolean {
  const endTag = text.indexOf("</", nameEnd);
  const name = endTag < 0 ? undefined : matchAt(ATTRIBUTE_NAME, text, endTag + 2)?.[0];
  const tag = text.slice(at + 1, nameEnd);
  return name !== undefined && isKnown(name) && tag.startsWith(name) && tag.length > name.length;
}

/** Explain an attribute whose name is one, and whose value is not. */
function explainAttribute(text: string, tagAt: number, nameEnd: number, known: boolean): Cause {
  let at = skip(SKIPPED, text, nameEnd);
  if (at === text.length) return endsInTag(text);
  const foreign = findMark(text, at, known);
  if (foreign) return foreign;
  if (text.charAt(at) !== "=") {
    if (!known) return explainUnescaped(text, tagAt);
    const message = _("an attribute has no value");
    const remedy = _("write the value, or remove its name");
    return { code: "missing-value", at: nameEnd, message, remedy };
  }
  at = skip(SKIPPED, text, at + 1);
  if (at === text.length) return endsInTag(text);
  if (/["']/.test(text.charAt(at))) return explainValue(text, at);
  const mark = findForeignMark(text, at);
  if (mark) return mark;
  const message = _("the value of an attribute is not in quotation marks");
  const remedy = _('write the straight quotation mark " on both sides');
  return { code: "unquoted", at, message, remedy };
}

/** Explain a value that no quotation mark ends before the next tag. */
function explainValue(text: string, at: number): Cause {
  const value = matchAt(VALUE, text, at);
  if (value) return explainJoin(text, at, at + value[0].length);
  const less = text.indexOf("<", at);
  const end = less < 0 ? text.length : less;
  const other = text.slice(at, end).search(CLOSED);
  if (other >= 0) return explainTypographicQuotes(at + other);
  if (less < 0 && !text.includes(">", at)) return endsInTag(text);
  const quote = text.charAt(at);
  const rest = new RegExp(`[^\\n>${quote}]*${quote}`, "y");
  return matchAt(rest, text, end) ? explainUnescaped(text, less) : explainOpenValue(at);
}

/** Explain what follows a value at once: the end of another one, or an attribute. */
function explainJoin(text: string, valueAt: number, at: number): Cause {
  if (SWALLOWED.test(text.slice(Math.max(valueAt, at - 60), at - 1))) return explainOpenValue(valueAt);
  return findForeignMark(text, at) ?? explainUnknownXml(at);
}

/** Explain an end tag that is not one. */
export function explainEndTag(text: string, at: number): Cause {
  const nameEnd = skip(ATTRIBUTE_NAME, text, at + 2);
  const end = skip(SKIPPED, text, nameEnd);
  if (end === text.length) return endsInTag(text);
  const foreign = findForeignMark(text, end);
  if (foreign) return foreign;
  return nameEnd > at + 2 ? explainOpenMarkup(at) : explainUnknownXml(end);
}

/** Return the cause of markup that does not end. */
export function explainOpenMarkup(at: number): Cause {
  const message = _("the markup that begins here has no end");
  const remedy = _("write the end: > for a tag, --> for a comment");
  return { code: "unclosed-markup", at, message, remedy };
}

function explainOpenValue(at: number): Cause {
  const message = _("the value that begins here has no closing quotation mark");
  return { code: "unclosed-string", at, message, remedy: _('write " where the value ends') };
}

/** Return the cause of a character that belongs to markup and is in a text. */
export function explainUnescaped(text: string, at: number): Cause {
  const character = text.charAt(at);
  const escape = { "<": "&lt;", "&": "&amp;" }[character] ?? "]]&gt;";
  const characters = character === "]" ? "]]>" : character;
  const message = _("the characters {characters} must be escaped in a text", { characters });
  const remedy = _("write {escape} in their place", { escape });
  return { code: "unescaped", at, message, remedy };
}

function endsInTag(text: string): Cause {
  return explainTruncation(text, _("the document ends in the middle of a tag"));
}

/** Return the cause where all that is known is the place from which a text is not XML. */
export function explainUnknownXml(at: number): Cause {
  const message = _("this is not well-formed XML: what stands here is not allowed here");
  const remedy = _("check this place and the characters before it");
  return { code: "syntax", at, message, remedy };
}
