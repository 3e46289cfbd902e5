// The encoding of an XML document: by its first bytes and its declaration.

import { _ } from "../i18n";
import { characters, latin1, startsWith } from "./bytes";
import { type Refusal, refuse } from "./refusal";
import { firstFault } from "./utf8";

const ENCODING = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const BOMS: readonly (readonly [string, string])[] = [
  ["\xef\xbb\xbf", "utf-8"],
  ["\xff\xfe", "utf-16le"],
  ["\xfe\xff", "utf-16be"],
];
// How a document begins that is in one of these encodings, with a byte-order mark or without.
const STARTS: readonly (readonly [string, readonly string[]])[] = [
  ["\xef\xbb\xbf", ["utf-8", "utf8"]],
  ["\xff\xfe", ["utf-16", "utf-16le"]],
  ["\xfe\xff", ["utf-16", "utf-16be"]],
  ["<\0", ["utf-16", "utf-16le"]],
  ["\0<", ["utf-16", "utf-16be"]],
];
// What libxml2 reads itself; for the rest it has tables that know no rare Chinese characters.
const OWN = /^(utf-?8|utf-?16.*|us-ascii|ascii|iso-8859-1)$/i;
const WIDEST = ["\xff\xfe\0\0", "\0\0\xfe\xff", "<\0\0\0", "\0\0\0<"]; // UTF-32

/** Return the encoding that a document shows by its first bytes, or else declares. */
export function encodingOf(data: Uint8Array): string {
  const marked = BOMS.find(([start]) => startsWith(data, start));
  if (marked) return marked[1];
  if (startsWith(data, "<\0")) return "utf-16le";
  if (startsWith(data, "\0<")) return "utf-16be";
  return ENCODING.exec(latin1(data.subarray(0, 1024)))?.[1] ?? "utf-8";
}

/** Return the text of an XML document by its byte-order mark or declaration, without the mark. */
export function decode(data: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(data)).decode(data);
  } catch {
    return latin1(data);
  }
}

/** Return the text of a document in an encoding that the browser reads better than libxml2 here. */
export function recoded(data: Uint8Array): string | null {
  const label = encodingOf(data);
  if (OWN.test(label)) return null;
  try {
    return new TextDecoder(label, { fatal: true }).decode(data);
  } catch {
    return null; // then libxml2 says what is wrong
  }
}

/** Check that the encoding declared is one that the first bytes can be in, or throw a Refusal. */
export function checkEncoding(data: Uint8Array): void {
  if (WIDEST.some((start) => startsWith(data, start))) {
    throw refused("encoding", _("this is UTF-32, which is not taken in: save it as UTF-8"));
  }
  if (BOMS.some(([start]) => startsWith(data, start + start))) {
    throw refused("syntax", _("two byte-order marks stand before the document: keep one"));
  }
  const [start, names] = STARTS.find(([each]) => startsWith(data, each)) ?? ["", null];
  let head = latin1(data.subarray(0, 1024));
  if (names?.includes("utf-16")) {
    const label = start.startsWith("\xff") || start.startsWith("<") ? "utf-16le" : "utf-16be";
    head = new TextDecoder(label).decode(data.subarray(0, 1024));
  }
  const declared = ENCODING.exec(head.replace(/^\xef\xbb\xbf/, ""))?.[1]?.toLowerCase();
  if (declared === undefined) return;
  if (names ? !names.includes(declared) : declared.startsWith("utf-16")) {
    const words = _("the encoding declared is not the one that the document begins in");
    throw refused("encoding", words);
  }
}

/** Check that a document that is not well-formed does not break off within a character. */
export function checkEnd(data: Uint8Array, line: number): void {
  const fault = brokenEnd(data);
  if (fault === null) return;
  const label = encodingOf(data);
  const before = new TextDecoder(label).decode(data.subarray(0, fault));
  if (before.split("\n").length !== line) return;
  const column = characters(before, before.lastIndexOf("\n") + 1, before.length) + 1;
  const reason = _("it breaks off in the middle of a character");
  const words = _(
    "the bytes do not fit the encoding, UTF-8 where none is declared: {reason}",
    { reason },
  );
  throw refused("encoding", words, line, column);
}

/** Return where the last character starts if it is not whole and nothing else is wrong. */
function brokenEnd(data: Uint8Array): number | null {
  const label = encodingOf(data).toLowerCase();
  if (/^utf-?8$/.test(label)) {
    const fault = firstFault(data);
    return fault && fault[1] >= data.length ? fault[0] : null;
  }
  for (let cut = 1; cut <= 4; cut += 1) {
    try {
      if (cut === 1) new TextDecoder(label, { fatal: true }).decode(data);
      if (cut === 1) return null;
      new TextDecoder(label, { fatal: true }).decode(data.subarray(0, data.length - cut + 1));
      return data.length - cut + 1;
    } catch (error) {
      if (error instanceof RangeError) return null; // an encoding that is not known here
    }
  }
  return null;
}

function refused(code: string, message: string, line = 1, column = 1): Refusal {
  return refuse(code, message, { syntax: "xml", line, column });
}
