// The encoding in which a document that is not UTF-8 most likely is.

import { latin1 } from "./bytes.js";
import { skip } from "./patterns.js";
import { findInvalid } from "./utf8.js";

// ASCII, pairs of bytes and groups of four, as GB 18030 has them; the last may be cut off.
const GB18030 =
  /(?:[\x00-\x7f]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][0-9][\x81-\xfe][0-9]){0,9999}/y;
// A Chinese character in UTF-8.
const UTF_8 = /[\xe4-\xe9][\x80-\xbf]{2}/;
// A character of GB 2312, as nearly all Chinese text has.
const COMMON = /[\xb0-\xf7][\xa1-\xfe]/;

/**
 * Return whether a document is most likely Chinese text in GBK or GB18030.
 *
 * Chinese text in UTF-8 before a byte that is not UTF-8 shows that only this byte is wrong.
 */
export function isLikelyGbk(data: Uint8Array): boolean {
  const invalid = findInvalid(data);
  const text = latin1(data);
  if (invalid === null || UTF_8.test(text.slice(0, invalid.start))) return false;
  let [at, end] = [0, -1];
  while (at !== end) [at, end] = [skip(GB18030, text, at), at];
  return text.length - at < 4 && COMMON.test(text);
}
