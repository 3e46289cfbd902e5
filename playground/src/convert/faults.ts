// What makes a conversion impossible, and where.

import type { Element } from "../parse/xml_elements";
import { type Path, pointer } from "../schema/paths";

/** A part of a document that the other syntax cannot express. */
export interface Fault {
  readonly code: string;
  readonly path: Path;
  /** What is wrong, in a clause whose subject is the value at the path. */
  readonly reason: string;
  readonly element: Element | null;
}

/** A record cannot be converted without a loss. */
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
