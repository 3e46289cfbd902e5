// What stands in the way of a conversion, and where.

import { type Path, pointer } from "../schema/paths";
import type { Element } from "../parse/xml_elements";

/** A place in a document that JSON or XML cannot say. */
export interface Fault {
  readonly code: string;
  readonly path: Path;
  /** What is wrong, in a clause whose subject is the value at the path. */
  readonly reason: string;
  readonly element: Element | null;
}

/** A record that would not come back from the other syntax. */
export class ConversionError extends Error {
  readonly pointer: string;

  constructor(
    path: Path,
    readonly reason: string,
  ) {
    super(`${pointer(path)}: ${reason}`);
    this.pointer = pointer(path);
  }
}
