// Documents as the editor has them: text, from bytes and to bytes.

const DECLARED = /^(\ufeff?<\?xml[^>]*?encoding\s*=\s*["'])[A-Za-z0-9._-]+/;

/** Return the bytes of a text in UTF-8, which its XML declaration then names. */
export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text.replace(DECLARED, "$1UTF-8"));
}

/** Return the bytes of a document as text, in the most likely encoding. */
export function decode(data: Uint8Array): string {
  const head = String.fromCharCode(...data.subarray(0, 1024)); // a character for each byte
  const wide = /^(\xfe\xff|\0<)/.test(head) ? "utf-16be" : "utf-16le";
  const isWide = /^(\xff\xfe|\xfe\xff|\0?[<{]\0|\0[<{])/.test(head);
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
  const name = isWide ? wide : (declared.exec(head)?.[1] ?? "utf-8");
  for (const label of [name, "utf-8", "gb18030"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(data);
    } catch {
      // try the next encoding
    }
  }
  return new TextDecoder().decode(data);
}
