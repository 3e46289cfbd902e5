// Pieces of XML markup that are as they should be, and the names that records have.

import { RECORDS, specification } from "../schema/specification.js";

// Fewer names than XML allows: none with punctuation that looks like markup.
export const NAME =
  "[A-Za-z_:\\u00c0-\\u1fff\\u3041-\\ud7ff][A-Za-z0-9_:.\\u00b7-\\u1fff\\u3041-\\ud7ff-]*";
export const BLANK = "[ \\t\\r\\n]*";
export const QUOTED = `(?:"[^"<]*"|'[^'<]*')`;
const BEHIND = "(?![^ \\t\\r\\n/>?])";
const ATTRIBUTE_SOURCE = `[ \\t\\r\\n]+(?<name>${NAME})${BLANK}=${BLANK}(?<value>${QUOTED})${BEHIND}`;
export const ATTRIBUTE = new RegExp(ATTRIBUTE_SOURCE, "y");
const ATTRIBUTES = `(?:[ \\t\\r\\n]+${NAME}${BLANK}=${BLANK}${QUOTED}${BEHIND})*`;
export const START_TAG = new RegExp(
  `<(?<name>${NAME})(?<attributes>${ATTRIBUTES})${BLANK}(?<empty>/?)>`,
  "y",
);
export const END_TAG = new RegExp(`</(?<name>${NAME})${BLANK}>`, "y");
export const DECLARATION = new RegExp(`<\\?xml${ATTRIBUTES}${BLANK}\\?>`, "y");
export const DECLARATION_START = /<\?xml(?=[ \t\r\n?])/y;
// Whole elements with nothing but text in them, and empty ones: most of a record.
export const LEAVES =
  /(?:[ \t\r\n]*<([A-Za-z_][A-Za-z0-9_]*)(?:\/>|>[^<&\]\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*<\/\1>)){0,100}/y;
export const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
// What text must not have as it is; a reference may turn out to be a good one.
export const IN_TEXT = new RegExp(`${CONTROL.source}|&(?!(?:amp|lt|gt|quot|apos);)|\\]\\]>`, "g");
export const REFERENCE = /&#(?:x(?<hex>[0-9a-fA-F]{1,6})|(?<decimal>[0-9]{1,7}));/y;
export const ENTITY = new RegExp(`&(?<name>${NAME});`, "y");
// Entities of HTML that are copied into records, and the characters that they stand for.
export const HTML_ENTITIES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    nbsp: 160, copy: 169, reg: 174, deg: 176, middot: 183, times: 215,
    ensp: 8194, emsp: 8195, ndash: 8211, mdash: 8212, lsquo: 8216, rsquo: 8217,
    ldquo: 8220, rdquo: 8221, bull: 8226, hellip: 8230, yen: 165,
  }),
);

let names: Set<string> | undefined;

/** Return the local names of all elements of the specification. */
function elementNames(): Set<string> {
  if (names) return names;
  names = new Set(RECORDS);
  for (const type of Object.values(specification.types)) {
    for (const { name, item } of type.members ?? []) {
      names.add(name);
      if (item) names.add(item);
    }
  }
  return names;
}

/** Return whether a name, with a prefix or without, is one of an element. */
export function isKnown(name: string): boolean {
  return elementNames().has(name.slice(name.lastIndexOf(":") + 1));
}

/** Return whether a character reference is to a character that XML 1.0 allows. */
export function isCharacter({ groups }: RegExpExecArray): boolean {
  const code = groups?.hex ? Number.parseInt(groups.hex, 16) : Number(groups?.decimal);
  if ([9, 10, 13].includes(code)) return true;
  if (code < 32 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  return code !== 0xfffe && code !== 0xffff;
}
