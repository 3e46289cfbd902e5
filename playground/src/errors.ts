// What goes wrong beside problems in documents.

import { type Path, pointer } from "./schema/paths";

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
