// Paths in a JSON document.

export type Part = string | number;
export type Path = readonly Part[];

/** Return a path of names and indices as a JSON Pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Return a path as a key of maps, in which a name differs from an index. */
export function key(path: Path): string {
  return JSON.stringify(path);
}
