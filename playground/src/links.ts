// A document in the fragment of an address, which browsers never send.

const KEY = "#d=";

/** Return a fragment with a text in it, compressed. */
export async function toFragment(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return KEY + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Return whether a fragment is that of a link to a document. */
export function isDocumentLink(fragment: string): boolean {
  return fragment.startsWith(KEY);
}

/**
 * Return the text in a fragment.
 *
 * @throws Error if it is damaged, or longer than `maxBytes`.
 */
export async function fromFragment(fragment: string, maxBytes: number): Promise<string> {
  const base64 = fragment.slice(KEY.length).replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > maxBytes) throw new Error("too long"); // a few compressed bytes can become gigabytes
    text += decoder.decode(value, { stream: true });
  }
}
