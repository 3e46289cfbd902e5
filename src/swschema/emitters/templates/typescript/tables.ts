/** A code with its titles. */
export interface CodeTitle<T extends string = string> {
  readonly code: T;
  readonly en: string;
  readonly zh: string;
}

interface Scalar {
  readonly kind: "string" | "token" | "integer" | "boolean";
  readonly format?: string;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly codes?: readonly string[];
}

interface Member {
  readonly name: string;
  readonly type: Scalar | Structure;
  readonly required?: boolean;
  readonly attribute?: boolean;
  /** The name of each item's element, where the member is an array. */
  readonly item?: string;
  /** How many items there are at least. */
  readonly least?: number;
}

interface Structure {
  readonly recordType?: string;
  readonly members: readonly Member[];
}

/** How documents are read and written. */
export interface Options {
  /** Whether to keep a code that is in no code list, as its text, instead of refusing it. */
  readonly keepUnknownCodes?: boolean;
  /** Whether to write each element, or each member, on a line of its own. */
  readonly indent?: boolean;
}

/** A document, or a value, that is no record of this specification. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  /** Where: a JSON Pointer into the record, empty for the whole document. */
  readonly pointer: string;
  /** What is wrong there. */
  readonly reason: string;

  constructor(pointer: string, reason: string) {
    super(pointer ? `${pointer}: ${reason}` : reason);
    this.pointer = pointer;
    this.reason = reason;
  }
}
