// An XML document as libxml2 has parsed it.

import type { Element } from "../parse/xml_elements.js";

/** A parsed document. It must be disposed of, as it is not in the memory of JavaScript. */
export interface Tree {
  readonly root: Element;
  /** Return the first violation of the XML Schema in words; null if it is a valid record. */
  findViolation(): string | null;
  dispose(): void;
}

/** A document is not well-formed, or exceeds a limit of the engine. */
export class XmlSyntaxError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}
