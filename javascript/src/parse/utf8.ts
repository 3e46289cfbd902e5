// The first bytes in a document that are not UTF-8.

/** Return the length of a sequence and the range of its second byte (RFC 3629, 4). */
function sequenceRule(byte: number): readonly [length: number, low: number, high: number] | null {
  if (byte < 0x80) return [1, 0, 0];
  if (byte >= 0xc2 && byte <= 0xdf) return [2, 0x80, 0xbf];
  if (byte >= 0xe0 && byte <= 0xef) {
    return [3, byte === 0xe0 ? 0xa0 : 0x80, byte === 0xed ? 0x9f : 0xbf];
  }
  if (byte >= 0xf0 && byte <= 0xf4) {
    return [4, byte === 0xf0 ? 0x90 : 0x80, byte === 0xf4 ? 0x8f : 0xbf];
  }
  return null;
}

/** Some bytes of a document. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Return the first bytes that are not UTF-8; null if all are. */
export function findInvalid(data: Uint8Array): ByteRange | null {
  let at = 0;
  while (at < data.length) {
    const rule = sequenceRule(data[at] ?? 0);
    if (rule === null) return { start: at, end: at + 1 };
    const [length, low, high] = rule;
    for (let step = 1; step < length; step += 1) {
      const byte = data[at + step] ?? 0;
      const fits = step === 1 ? byte >= low && byte <= high : (byte & 0xc0) === 0x80;
      if (at + step >= data.length || !fits) return { start: at, end: at + step };
    }
    at += length;
  }
  return null;
}
