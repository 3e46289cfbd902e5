// Bytes read as Latin-1 text, and characters counted.

/** Return the bytes of a text of characters up to U+00FF. */
function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (each) => each.charCodeAt(0));
}

/** Return whether data starts with some bytes, given as Latin-1. */
export function startsWith(data: Uint8Array, start: string): boolean {
  return toBytes(start).every((byte, index) => data[index] === byte);
}

/** Return data as Latin-1: a character for each byte. */
export function latin1(data: Uint8Array): string {
  let text = "";
  for (let at = 0; at < data.length; at += 8192) {
    // Spread, they would be read one by one; the types know no array but one of numbers.
    const part = data.subarray(at, at + 8192) as unknown as number[];
    text += String.fromCharCode.apply(null, part);
  }
  return text;
}

/** Return how many characters (code points) a part of a text has. */
export function countCharacters(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    const pair = (unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (pair) at += 1;
    count += 1;
  }
  return count;
}
