// What an engine reports, before findings are made of it.

import type { Token } from "../parse/json_positions.js";
import type { Element } from "../parse/xml_elements.js";
import type { Path } from "./paths.js";

/** A place where a record violates its schema, as one engine or the reader of XML reports it. */
export interface Violation {
  /** A missing or an unknown member has its own path, not that of its object. */
  readonly path: Path;
  /** The JSON Schema keyword that is violated; none where no keyword says it. */
  readonly keyword?: string;
  readonly limit?: number | null;
  /** The problem code; none where it follows from the keyword. */
  readonly code?: string;
  /** Where no keyword is violated, what is wrong, in a clause whose subject is the value. */
  readonly reason?: string;
  /** What the reader reports; none where the path alone says which. */
  readonly token?: Element | Token;
  /** The name that was meant by a misspelt one. */
  readonly meant?: string;
}
