// The bytes of a document: its syntax and its size.

import { _, chooseText } from "../i18n";
import type { Limits } from "../limits";
import { formatNumber } from "../numbers";
import type { Syntax } from "../problems";
import type { Both } from "../schema/specification";
import { latin1 } from "./bytes";
import { refuse } from "./refusal";

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

// The package reads workbooks; this page has no library that does.
const CONVERT: Both = [
  "convert it with the package: swschema convert FILE.xlsx -o FILE.json",
  "请用软件包转换：swschema convert 文件.xlsx -o 文件.json",
];

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
