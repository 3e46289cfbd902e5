// From a path in JSON to the shapes it passes and to its XPath.

import type { Path } from "./paths";
import { type Member, RecordShape, type Shape } from "./shapes";

export interface Trace {
  /** XPath 1.0 to the same place in XML, with the prefix `sw`. */
  readonly xpath: string;
  /** The record that contains the last member of the path. */
  readonly parent: RecordShape | null;
  /** That member; null if it is unknown, and for the root. */
  readonly member: Member | null;
  /** The shape of the value; null if it is an array or unknown. */
  readonly shape: Shape | null;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Follow a path from the root of a record. */
export function trace(root: RecordShape, path: Path): Trace {
  let xpath = `/sw:${root.recordType}`;
  let parent: RecordShape | null = null;
  let member: Member | null = null;
  let shape: Shape | null = root;
  for (const part of path) {
    if (typeof part === "number") {
      xpath += member?.item ? `/sw:${member.item}[${part + 1}]` : `/*[${part + 1}]`;
      shape = (member as Member | null)?.shape ?? null;
      continue;
    }
    parent = shape instanceof RecordShape ? shape : null;
    member = parent?.byName.get(part) ?? null;
    xpath += step(parent, member, part);
    shape = member && member.item === null ? member.shape : null;
  }
  return { xpath, parent, member, shape };
}

function step(parent: RecordShape | null, member: Member | null, name: string): string {
  if (member?.attribute) return `/@${name}`;
  if (parent?.recordType && name === "recordType") return ""; // it is the name of the element itself
  // A name that XML or an XPath step cannot have is written as a star.
  return member || IDENTIFIER.test(name) ? `/sw:${name}` : "/*";
}
