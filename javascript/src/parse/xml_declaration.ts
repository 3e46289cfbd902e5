// The XML declaration: the version, and the encoding beside what the first bytes show.

import { _ } from "../i18n.js";
import { countCharacters, latin1, startsWith } from "./bytes.js";
import { isLikelyGbk } from "./likely_encoding.js";
import { type Refusal, refuse } from "./refusal.js";
import { findInvalid } from "./utf8.js";

const ENCODING = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const VERSION = /^<\?xml\s+version\s*=\s*["']([0-9]{1,9}\.[0-9]{1,9})["']/;
const BOMS: readonly (readonly [string, string])[] = [
  ["\xef\xbb\xbf", "utf-8"],
  ["\xff\xfe", "utf-16le"],
  ["\xfe\xff", "utf-16be"],
];
// The first bytes of documents in some encodings, with a byte-order mark or without.
const STARTS: readonly (readonly [string, readonly string[]])[] = [
  ["\xef\xbb\xbf", ["utf-8", "utf8"]],
  ["\xff\xfe", ["utf-16", "utf-16le"]],
  ["\xfe\xff", ["utf-16", "utf-16be"]],
  ["<\0", ["utf-16", "utf-16le"]],
  ["\0<", ["utf-16", "utf-16be"]],
];
// The encodings that libxml2 decodes; its tables for others lack rare Chinese characters.
const BUILT_IN = /^(utf-?8|utf-?16.*|us-ascii|ascii|iso-8859-1)$/i;
// No others are read: what a parser takes them for depends on its system, or hides markup (UTF-7).
const CHINESE = ["gb18030", "gbk", "gb2312"];
export const SUPPORTED = ["utf-8", "utf8", "us-ascii", "ascii", ...CHINESE];
// What GB 18030 of 2000, 2005 and 2022, and with them parsers, have different bytes for.
const DISPUTED =
  /[\u1e3f\u9fb4-\u9fbb\ue5e5\ue78d-\ue796\ue7c7\ue816-\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864\ufe10-\ufe19\u{20087}\u{20089}\u{200cc}\u{215d7}\u{2298f}\u{241fe}]/u;
const UTF_32 = ["\xff\xfe\0\0", "\0\0\xfe\xff", "<\0\0\0", "\0\0\0<"];

/** Return the encoding of a document: by its first bytes, or else as it declares. */
export function detectEncoding(data: Uint8Array): string {
  const mark = BOMS.find(([start]) => startsWith(data, start));
  if (mark) return mark[1];
  if (startsWith(data, "<\0")) return "utf-16le";
  if (startsWith(data, "\0<")) return "utf-16be";
  return ENCODING.exec(latin1(data.subarray(0, 1024)))?.[1] ?? "utf-8";
}

/** Return the text of an XML document, without its byte-order mark. */
export function decode(data: Uint8Array): string {
  try {
    return new TextDecoder(detectEncoding(data)).decode(data);
  } catch {
    return latin1(data);
  }
}

/** Return the text of a document in an encoding that libxml2 does not decode; null for others. */
export function decodeForParser(data: Uint8Array): string | null {
  const label = detectEncoding(data);
  if (BUILT_IN.test(label)) return null;
  try {
    return new TextDecoder(label, { fatal: true }).decode(data);
  } catch {
    return null; // libxml2 reports what is wrong
  }
}

/**
 * Check that a document declares XML 1.0, and an encoding that its first bytes can be in.
 *
 * @throws Refusal if it does not.
 */
export function checkDeclaration(data: Uint8Array): void {
  if (UTF_32.some((start) => startsWith(data, start))) {
    throw refuseXml("encoding", _("this is UTF-32, which is not supported"), _("save the file as UTF-8"));
  }
  if (BOMS.some(([start]) => startsWith(data, start + start))) {
    const message = _("there are two byte-order marks before the document");
    const remedy = _("save the file as UTF-8 without a byte-order mark (BOM)");
    throw refuseXml("byte-order-mark", message, remedy);
  }
  const [start, names] = STARTS.find(([each]) => startsWith(data, each)) ?? ["", null];
  let head = latin1(data.subarray(0, 1024));
  if (names?.includes("utf-16")) {
    const label = start.startsWith("\xff") || start.startsWith("<") ? "utf-16le" : "utf-16be";
    head = new TextDecoder(label).decode(data.subarray(0, 1024));
  }
  head = head.replace(/^\xef\xbb\xbf/, "");
  checkVersion(head);
  const declared = ENCODING.exec(head)?.[1]?.toLowerCase();
  if (declared === undefined) return;
  if (names ? !names.includes(declared) : declared.startsWith("utf-16")) {
    const message = _("the declared encoding is not the encoding of the document");
    throw refuseXml("encoding", message, saveOrDeclare());
  }
  if (!names && !SUPPORTED.includes(declared)) throw refuseXml("encoding", ...explainEncoding(data, true));
  if (CHINESE.includes(declared)) checkCharacters(data);
}

/**
 * Check that no character in GB 18030 is another one to other readers.
 *
 * @throws Refusal if one is.
 */
function checkCharacters(data: Uint8Array): void {
  const text = new TextDecoder("gb18030").decode(data);
  const found = DISPUTED.exec(text);
  if (!found) return;
  const message = _("the editions of GB 18030 differ in the bytes of this character");
  const before = text.slice(0, found.index);
  const line = before.split("\n").length;
  const column = countCharacters(before, before.lastIndexOf("\n") + 1, before.length) + 1;
  throw refuseXml("encoding", message, _("save the file as UTF-8"), line, column);
}

function checkVersion(head: string): void {
  const version = VERSION.exec(head)?.[1];
  if (version === undefined || version === "1.0") return;
  const message = _("the document declares XML {version}, but only XML 1.0 is accepted", { version });
  throw refuseXml("xml-version", message, _('write version="1.0" in the first line'));
}

/**
 * Check that a document that is not well-formed does not end in the middle of a character.
 *
 * @throws Refusal if it does, on the line of the parser's error.
 */
export function checkEnd(data: Uint8Array, line: number): void {
  const end = findBrokenEnd(data);
  if (end === null) return;
  const label = detectEncoding(data);
  const before = new TextDecoder(label).decode(data.subarray(0, end));
  if (before.split("\n").length !== line) return;
  const column = countCharacters(before, before.lastIndexOf("\n") + 1, before.length) + 1;
  const message = _("the document ends in the middle of a character");
  const remedy = _("check that the file is complete, and export or transfer it again");
  throw refuseXml("encoding", message, remedy, line, column);
}

/** Return where the last character starts, if it is incomplete and nothing else is wrong. */
function findBrokenEnd(data: Uint8Array): number | null {
  const label = detectEncoding(data).toLowerCase();
  if (/^utf-?8$/.test(label)) {
    const invalid = findInvalid(data);
    return invalid && invalid.end >= data.length ? invalid.start : null;
  }
  for (let cut = 1; cut <= 4; cut += 1) {
    try {
      if (cut === 1) new TextDecoder(label, { fatal: true }).decode(data);
      if (cut === 1) return null;
      new TextDecoder(label, { fatal: true }).decode(data.subarray(0, data.length - cut + 1));
      return data.length - cut + 1;
    } catch (error) {
      if (error instanceof RangeError) return null; // an unknown encoding
    }
  }
  return null;
}

/** Return what is wrong with the encoding of a document that its parser cannot decode, and what to do. */
export function explainEncoding(data: Uint8Array, isUnknown: boolean): [message: string, remedy: string] {
  if (isUnknown) return [_("the declared encoding is not supported"), _("save the file as UTF-8")];
  if (/^utf-?8$/i.test(detectEncoding(data)) && isLikelyGbk(data)) {
    return [_("this is not UTF-8: the file is most likely in GBK or GB18030"), saveOrDeclare()];
  }
  return [_("the bytes do not match the declared encoding (UTF-8 by default)"), saveOrDeclare()];
}

function saveOrDeclare(): string {
  return _("save the file as UTF-8, or declare its encoding in the first line");
}

function refuseXml(code: string, message: string, remedy: string, line = 1, column = 1): Refusal {
  return refuse(code, message, { syntax: "xml", line, column, remedy });
}
