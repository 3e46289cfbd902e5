// A document in the fragment of an address, which browsers send to nobody.

const KEY = "#d=";

/** Return a fragment that holds a text, compressed. */
export async function fragmentOf(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return KEY + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Return whether a fragment should hold a text. */
export function isFragment(fragment: string): boolean {
  return fragment.startsWith(KEY);
}

/** Return the text that a fragment holds, or throw if it is damaged or longer than so many bytes. */
export async function textOf(fragment: string, most: number): Promise<string> {
  const written = fragment.slice(KEY.length).replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(written), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > most) throw new Error("too long"); // a few bytes can be made to hold gigabytes
    text += decoder.decode(value, { stream: true });
  }
}
