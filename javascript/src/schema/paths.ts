// Paths of values in a JSON document: as JSON Pointers, and followed through the shapes.

import { type Member, ObjectType, type Shape } from "./shapes.js";

export type Part = string | number;
export type Path = readonly Part[];

/** Characters that are shown of a name. */
const LONGEST_NAME = 200;
/** So many times as much room as those of these is what others take in a report, or more. */
const WIDEST = 4;
const NARROW = /^[A-Za-z0-9_.: -]*$/;

/** Return a name as reports show it: cut, and so marked, where it is very long. */
export function shortenName(name: string): string {
  const least = Math.floor(LONGEST_NAME / WIDEST);
  if (name.length <= least) return name;
  const most = NARROW.test(name) ? LONGEST_NAME : least;
  const shown = [...name.slice(0, 2 * most + 2)];
  return shown.length <= most ? name : `${shown.slice(0, most).join("")}…`;
}

/** Return a path of names and indices as a JSON Pointer (RFC 6901); very long names are cut. */
export function pointer(path: Path): string {
  return path
    .map((part) => `/${shortenName(String(part)).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** Return a JSON Pointer as a path; what can be an index is one. */
export function parsePointer(text: string): Path {
  return text.split("/").slice(1).map((part) => {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    return /^(?:0|[1-9][0-9]*)$/.test(name) ? Number(name) : name;
  });
}

/** Return a path as a key of maps, in which a name differs from an index. */
export function key(path: Path): string {
  return JSON.stringify(path);
}

/** Return the part of a value at a name or an index, undefined where there is none. */
export function inner(value: unknown, part: Part): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) !== (typeof part === "number")) return undefined;
  return (value as Record<Part, unknown>)[part];
}

/** Return the value at a path, undefined where there is none. */
export function findValue(value: unknown, path: Path): unknown {
  return path.reduce((part, step) => inner(part, step), value);
}

/** Where a path leads. */
export interface Trace {
  /** XPath 1.0 to the same place in XML, with the prefix `sw`. */
  readonly xpath: string;
  /** The object type that has the last member of the path. */
  readonly parent: ObjectType | null;
  /** That member; null if it is unknown, and for the root. */
  readonly member: Member | null;
  /** The shape of the value; null if it is an array or unknown. */
  readonly shape: Shape | null;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Follow a path from the root of a record. */
export function tracePath(root: ObjectType, path: Path): Trace {
  let xpath = `/sw:${root.recordType}`;
  let parent: ObjectType | null = null;
  let member: Member | null = null;
  let shape: Shape | null = root;
  for (const part of path) {
    if (typeof part === "number") {
      xpath += member?.item ? `/sw:${member.item}[${part + 1}]` : `/*[${part + 1}]`;
      shape = (member as Member | null)?.shape ?? null;
      continue;
    }
    parent = shape instanceof ObjectType ? shape : null;
    member = parent?.byName.get(part) ?? null;
    xpath += step(parent, member, part);
    shape = member && member.item === null ? member.shape : null;
  }
  return { xpath, parent, member, shape };
}

function step(parent: ObjectType | null, member: Member | null, name: string): string {
  if (member?.attribute) return `/@${name}`;
  if (parent?.recordType && name === "recordType") return ""; // it is the name of the element itself
  // A name that XML or an XPath step cannot have is written as a star.
  if (!member && !IDENTIFIER.test(name)) return "/*";
  if (name.length <= LONGEST_NAME) return `/sw:${name}`;
  return `/*[starts-with(local-name(), '${name.slice(0, LONGEST_NAME)}')]`;
}
