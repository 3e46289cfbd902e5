// What is wrong with a record, in one form for all engines and both syntaxes.

import type { Token } from "../parse/json_positions.js";
import type { Element } from "../parse/xml_elements.js";
import type { Operation, Severity } from "../problems.js";
import type { Path } from "../schema/paths.js";

/** What is wrong at one place of a record, in words; its place in the text is still to be found. */
export interface Finding {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
  readonly severity?: Severity;
  /** The severity in the rulebook, where a caller or a draft has another one. */
  readonly usual?: Severity | null;
  /** The paths of other values that the rule concerns. */
  readonly related?: readonly Path[];
  /** What a program can do to fix it. */
  readonly fix?: readonly Operation[];
  /** What a reader has reported; none where the path alone says which. */
  readonly token?: Element | Token | undefined;
}
