// From whatever a caller passes to the bytes or the value of a document.

import { SourceError } from "../errors.js";
import { _, chooseText } from "../i18n.js";
import type { LimitOptions, Limits } from "../limits.js";
import { formatNumber } from "../numbers.js";
import type { Syntax } from "../problems.js";
import type { Both } from "../schema/specification.js";
import { countCharacters, latin1 } from "./bytes.js";
import type { JsonObject } from "./json_parser.js";
import { isPlain } from "./json_values.js";
import { refuse } from "./refusal.js";

const NO_SOURCE: Both = [
  "is no kind of source: pass text, bytes or an object",
  "不是可用的来源：请传入文本、字节或者对象",
];

export interface DocumentOptions {
  /** What to call the source in the report; by default "text", "bytes" or "object". */
  readonly name?: string;
  /** The language of messages: "en", which is the default, or "zh-Hans" (also as "zh" or "zh-CN"). */
  readonly language?: string;
  /** Bounds on size and depth; what exceeds them is a problem. */
  readonly limits?: LimitOptions;
}

/** A document: text (never a path), bytes, or an object parsed from JSON. */
export type Source = string | ArrayBuffer | ArrayBufferView | object;
/** The same as the parser takes it. */
export type Content = Uint8Array | JsonObject;

// How UTF-16 and UTF-32 begin: with a byte-order mark or an ASCII character.
const WIDE: readonly (readonly [string, string])[] = [
  ["\xff\xfe\0\0", "utf-32"],
  ["\0\0\xfe\xff", "utf-32"],
  ["<\0\0\0", "utf-32-le"],
  ["\0\0\0<", "utf-32-be"],
  ["{\0\0\0", "utf-32-le"],
  ["\0\0\0{", "utf-32-be"],
  ["\xff\xfe", "utf-16"],
  ["\xfe\xff", "utf-16"],
  ["<\0", "utf-16-le"],
  ["\0<", "utf-16-be"],
  ["{\0", "utf-16-le"],
  ["\0{", "utf-16-be"],
];
const ARCHIVES: readonly (readonly [string, string])[] = [
  ["PK\x03\x04", "ZIP"],
  ["\x1f\x8b", "GZIP"],
  ["%PDF", "PDF"],
];

// Only the Python package reads workbooks.
const CONVERT: Both = [
  "convert it with the package: swschema convert FILE.xlsx -o FILE.json",
  "请用软件包转换：swschema convert 文件.xlsx -o 文件.json",
];

const DECLARED = /^(\ufeff?<\?xml[^>]*?encoding\s*=\s*["'])[A-Za-z0-9._-]+/;

/** Return what to call a source: its kind. */
export function sourceName(source: Source): string {
  if (typeof source === "string") return "text";
  return isBytes(source) ? "bytes" : "object";
}

function isBytes(source: unknown): source is ArrayBuffer | ArrayBufferView {
  return source instanceof ArrayBuffer || ArrayBuffer.isView(source);
}

/**
 * Return the bytes of the document in a source, or the value where it is parsed already.
 *
 * @throws SourceError if it is no kind of source.
 * @throws Refusal if it is a text that UTF-8 cannot represent.
 */
export function readSource(source: Source): Content {
  if (typeof source === "string") return encode(source);
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  if (isPlain(source)) return source as JsonObject;
  throw new SourceError(typeof source, chooseText(NO_SOURCE));
}

/** Return a text whose XML declaration, if it has one, names UTF-8. */
export function declareUtf8(text: string): string {
  return text.replace(DECLARED, "$1UTF-8");
}

/** Return the bytes of a text, which is no longer in the encoding that an XML declaration names. */
function encode(text: string): Uint8Array {
  const at = text.search(/\p{Surrogate}/u);
  if (at < 0) return new TextEncoder().encode(declareUtf8(text));
  const start = text.lastIndexOf("\n", at) + 1;
  const message = _("the text has half of a surrogate pair, which UTF-8 cannot represent");
  throw refuse("encoding", message, {
    line: text.slice(0, start).split("\n").length,
    column: countCharacters(text, start, at) + 1,
    remedy: _("write the character itself"),
  });
}

/** Return whether a zip archive names the part of a workbook, as its directory at the end does. */
function isWorkbook(data: Uint8Array): boolean {
  return latin1(data.subarray(-65_536)).includes("xl/workbook.xml");
}

/**
 * Return the syntax of a document, from its content.
 *
 * @throws Refusal if it is neither JSON nor XML.
 */
export function detectSyntax(data: Uint8Array): Syntax {
  const head = latin1(data.subarray(0, 4096)).replace(/^[\xef\xbb\xbf \t\r\n]+/, "");
  if (!head) {
    const remedy = _("check that the file was saved or transferred completely");
    throw refuse("empty", _("the document is empty"), { remedy });
  }
  for (const [magic, kind] of ARCHIVES) {
    if (head.startsWith(magic)) {
      const remedy = _("take the JSON or XML file out of the archive, or export the data as one");
      if (kind === "ZIP" && isWorkbook(data)) {
        const message = _("this is {kind}, neither JSON nor XML", { kind: "Excel" });
        throw refuse("file-type", message, { remedy: chooseText(CONVERT) });
      }
      throw refuse("file-type", _("this is {kind}, neither JSON nor XML", { kind }), { remedy });
    }
  }
  const wide = WIDE.find(([mark]) => head.startsWith(mark))?.[1];
  if (wide === undefined) return head.startsWith("<") ? "xml" : "json";
  if (/^[\0\xff\xfe \t\r\n]*</.test(head)) return "xml";
  const message = _("this is {encoding}, but JSON must be UTF-8", {
    encoding: wide.slice(0, 6).toUpperCase(),
  });
  throw refuse("encoding", message, { syntax: "json", remedy: _("save the file as UTF-8") });
}

/**
 * Check that a document is not larger than the limit.
 *
 * @throws Refusal if it is.
 */
export function checkSize(data: Uint8Array, limits: Limits): void {
  if (data.length > limits.maxBytes) {
    const limit = formatNumber(limits.maxBytes);
    throw refuse("limit", _("the document is larger than {limit} bytes", { limit }));
  }
}
