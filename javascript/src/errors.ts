// What goes wrong beside problems in documents. Messages are in the language in use.

import { _ } from "./i18n.js";
import type { Report } from "./problems.js";
import { type Path, pointer } from "./schema/paths.js";

/** The base of every error that this library throws on purpose. */
export class SwschemaError extends Error {
  override readonly name: string = "SwschemaError";
}

/** A document cannot be converted without loss. */
export class ConversionError extends SwschemaError {
  override readonly name = "ConversionError";
  /** JSON Pointer (RFC 6901) to the value that cannot be converted. */
  readonly pointer: string;

  constructor(
    path: Path,
    readonly reason: string,
  ) {
    super(`${pointer(path) || _("the document")}: ${reason}`);
    this.pointer = pointer(path);
  }
}

/** An object has a value that JSON has nothing for, such as a date or a function. */
export class JsonValueError extends SwschemaError {
  override readonly name = "JsonValueError";
  /** JSON Pointer (RFC 6901) to the value. */
  readonly pointer: string;

  constructor(
    path: Path,
    readonly reason: string,
  ) {
    super(`${pointer(path) || _("the object")}: ${reason}`);
    this.pointer = pointer(path);
  }
}

/** A valid document was needed and this one is not. */
export class InvalidDocumentError extends SwschemaError {
  override readonly name = "InvalidDocumentError";
  constructor(readonly report: Report) {
    const [first, ...more] = report.problems;
    const count = more.length;
    const reason = String(first?.message);
    const text = count ? _("{first} (and {count} more)", { first: reason, count }) : reason;
    super(`${report.name}: ${text}`);
  }
}

/** A record is of another type than the one needed. */
export class RecordTypeError extends SwschemaError {
  override readonly name = "RecordTypeError";
  constructor(
    readonly source: string,
    readonly record: string,
    readonly expected: readonly string[],
  ) {
    const names = expected.join(_(" or "));
    const reason = _("the record type is {record}, but must be {expected}", { record, expected: names });
    super(`${source}: ${reason}`);
  }
}

/** Records cannot be combined in one dossier, though each is valid by itself. */
export class AssemblyError extends SwschemaError {
  override readonly name = "AssemblyError";
  /** JSON Pointer (RFC 6901) in the source to what is wrong. */
  readonly pointer: string;

  /** @param source - what the caller calls the source; "" for the dossier itself. */
  constructor(
    readonly source: string,
    path: Path,
    readonly reason: string,
  ) {
    super([source || _("the dossier"), pointer(path), reason].filter(Boolean).join(": "));
    this.pointer = pointer(path);
  }
}

/** A source is none of the kinds that can be read. */
export class SourceError extends SwschemaError {
  override readonly name = "SourceError";
  constructor(
    readonly source: string,
    readonly reason: string,
  ) {
    super(`${source}: ${reason}`);
  }
}

/** There is no such language or rule. */
export class UnknownNameError extends SwschemaError {
  override readonly name = "UnknownNameError";
  constructor(
    readonly kind: string,
    readonly unknown: string,
    readonly known: readonly string[],
  ) {
    const values = { kind, name: `'${unknown}'`, known: known.join(", ") };
    super(_("there is no {kind} {name}; choose from {known}", values));
  }
}

/** A text is not a date. */
export class DateError extends SwschemaError {
  override readonly name = "DateError";
  constructor(readonly text: string) {
    super(_("{text} is not a date; write it like 2018-04-20", { text: `'${text}'` }));
  }
}
