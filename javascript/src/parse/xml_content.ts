// The cause for which the text between tags, or an attribute's value, is not one.

import { _ } from "../i18n.js";
import type { Cause } from "./cause.js";
import { matchAt, skip } from "./patterns.js";
import { CONTROL, ENTITY, HTML_ENTITIES, IN_TEXT, REFERENCE, isCharacter } from "./xml_markup.js";
import { explainUnescaped } from "./xml_tags.js";

const BEFORE_HTML = /(?:[ \t\r\n]|<\?[^]*?\?>|<!--[^]*?-->)*/y;
const HTML = /<(?:!doctype[ \t\r\n]+)?html[ \t\r\n>]/iy;

/** Explain a text that is a web page. */
export function findWebPage(text: string): Cause | null {
  const at = skip(BEFORE_HTML, text, 0);
  return matchAt(HTML, text, at) ? explainWebPage(at) : null;
}

/** Return the cause of a web page that begins at an offset. */
export function explainWebPage(at: number): Cause {
  const message = _("this is a web page (HTML), not a record");
  const remedy = _("open it in a browser to read what the server reports, and get the record again");
  return { code: "html", at, message, remedy };
}

/** Explain a character that a part of a text, or the value of an attribute, must not have. */
export function explainText(text: string, at: number, end: number, isValue = false): Cause | null {
  IN_TEXT.lastIndex = at;
  for (let match = IN_TEXT.exec(text); match && match.index < end; match = IN_TEXT.exec(text)) {
    const character = match[0].charAt(0);
    if (character === "]" && isValue) continue;
    if (character === "]") return explainUnescaped(text, match.index);
    const next = IN_TEXT.lastIndex;
    const cause = character === "&" ? explainReference(text, match.index) : explainControlCharacter(match.index);
    if (cause) return cause;
    IN_TEXT.lastIndex = next;
  }
  return null;
}

/** Return the offset of the first control character in a part of a text, or null. */
export function findControl(text: string, at: number, end: number): number | null {
  CONTROL.lastIndex = at;
  const match = CONTROL.exec(text);
  return match && match.index < end ? match.index : null;
}

/** Return the cause of a control character at an offset. */
export function explainControlCharacter(at: number): Cause {
  const message = _("there is a control character here, which XML cannot represent");
  return { code: "control-character", at, message, remedy: _("remove it") };
}

function explainReference(text: string, at: number): Cause | null {
  const number = matchAt(REFERENCE, text, at);
  if (number) return isCharacter(number) ? null : explainControlCharacter(at);
  const name = matchAt(ENTITY, text, at)?.groups?.name;
  if (name === undefined) return explainUnescaped(text, at);
  const message = _("there is an entity here that XML does not define");
  const code = HTML_ENTITIES.get(name);
  const remedy = code
    ? _("write the character itself, or {reference}", { reference: `&#${code};` })
    : _("write the character itself, and &amp; for an ampersand");
  return { code: "undefined-entity", at, message, remedy };
}
