// Validation, conversion, digests and the status of single-window registration records.
//
// Each function returns a promise, since the XML engine is loaded when the first XML comes.

import { type ConvertOptions, convert, digestDocument, readCanonical } from "./convert/documents.js";
import type { AnyRecord, Dossier, Records } from "./data/records.js";
import type { AssembleOptions } from "./dossier.js";
import { RecordTypeError } from "./errors.js";
import type { RegistrationStatus } from "./lifecycle/status.js";
import { type DocumentOptions, type Source, sourceName } from "./parse/source.js";
import { findPrivateNames } from "./privacy.js";
import type { Operation, Report } from "./problems.js";
import { type ValidateOptions, reportOn, withValid } from "./validate.js";
import { withXmlEngine } from "./xml/engine.js";

export type { ConvertOptions } from "./convert/documents.js";
export type * from "./data/records.js";
export type { AssembleOptions } from "./dossier.js";
export * from "./errors.js";
export { DEFAULT_LIMITS, type LimitOptions, type Limits } from "./limits.js";
export type { DocumentOptions, Source } from "./parse/source.js";
export type {
  BilingualText,
  Deadline,
  FollowUp,
  ProgressStep,
  RegistrationStatus,
  RequiredItem,
  WindowStatus,
} from "./lifecycle/status.js";
export type { Language, Operation, Problem, Report, Severity, Syntax } from "./problems.js";
export type { RuleOptions, RuleSeverity } from "./rules/settings.js";
export type { ValidateOptions } from "./validate.js";
export { loadXmlEngine } from "./xml/engine.js";

/**
 * Return the verdict on one document, with a problem for each mistake in it.
 *
 * Syntax and record type are detected from the content.
 *
 * @throws UnknownNameError if there is no such language.
 * @throws SourceError if the source is no document.
 */
export async function validate(source: Source, options: ValidateOptions = {}): Promise<Report> {
  return withXmlEngine(() => reportOn(source, options));
}

/**
 * Return a record as XML.
 *
 * A conversion does not validate, but it loses nothing. From XML it gives the canonical form.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 * @throws ConversionError at the first thing that would not come back, such as an unknown member.
 */
export async function toXml(source: Source, options: ConvertOptions = {}): Promise<string> {
  return withXmlEngine(() => convert(source, "xml", options));
}

/**
 * Return a record as JSON, with its members in the order of the schema.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 * @throws ConversionError at the first thing that would not come back.
 */
export async function toJson(source: Source, options: ConvertOptions = {}): Promise<string> {
  return withXmlEngine(() => convert(source, "json", options));
}

/**
 * Return the SHA-256 digest of a record's canonical JSON (RFC 8785), in lower-case hex.
 *
 * It is the same for JSON and XML, and the value of `registrationRef.sha256`.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 * @throws ConversionError at the first thing that XML cannot represent.
 */
export async function digest(source: Source, options: DocumentOptions = {}): Promise<string> {
  return withXmlEngine(() => digestDocument(source, options));
}

/**
 * Return a record with a valid structure as an object, typed; its rules are not checked.
 *
 * @throws InvalidDocumentError if its structure is not valid; it has the report.
 * @throws RecordTypeError if it is another record than the one asked for.
 */
export async function load(source: Source, record?: undefined, options?: DocumentOptions): Promise<AnyRecord>;
export async function load<Name extends keyof Records>(
  source: Source,
  record: Name,
  options?: DocumentOptions,
): Promise<Records[Name]>;
export async function load(
  source: Source,
  record?: keyof Records,
  options: DocumentOptions = {},
): Promise<AnyRecord> {
  return withXmlEngine(() =>
    withValid(source, options, (document) => {
      if (record !== undefined && document.recordType !== record) {
        throw new RecordTypeError(options.name ?? sourceName(source), document.recordType, [record]);
      }
      return readCanonical(document) as unknown as AnyRecord;
    }),
  );
}

/**
 * Return one dossier with the records of many documents; nothing depends on their order.
 *
 * A registration, materials or interview is taken as it is; of a dossier or a message, the records in
 * it are taken.
 *
 * @throws InvalidDocumentError if the structure of one is not valid; rules are not checked.
 * @throws AssemblyError if the records do not belong together, or an identifier repeats.
 */
export async function assemble(
  sources: readonly Source[],
  options: AssembleOptions = {},
): Promise<Dossier> {
  const { assembleDossier } = await import("./dossier.js");
  return withXmlEngine(() => assembleDossier(sources, options) as unknown as Dossier);
}

/**
 * Return the status of a registration, what it needs next, and what is wrong with it.
 *
 * Of a dossier, all records in it are evaluated. For a registration alone, the status that it states
 * is used where only other records could show the progress.
 *
 * @throws InvalidDocumentError if its structure is not valid; it has the report.
 * @throws RecordTypeError if it is another record.
 * @throws DateError if `asOf` is not a date.
 */
export async function status(
  source: Source,
  options: ValidateOptions = {},
): Promise<RegistrationStatus> {
  const { findStatus } = await import("./lifecycle/sources.js");
  return withXmlEngine(() => findStatus(source, options));
}

/**
 * Return a document with operations such as a problem's `fix` applied, in the syntax that it has.
 *
 * In XML, what they are not about stays as it is written, where that can be; JSON is indented.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 * @throws ConversionError if an operation does not fit it, or the record cannot be written again.
 */
export async function applyFix(
  source: Source,
  operations: readonly Operation[],
  options: DocumentOptions = {},
): Promise<string> {
  const { patchDocument } = await import("./patch/documents.js");
  return withXmlEngine(() => patchDocument(source, operations, options));
}

/** Return the names of the members of a document that are personal or confidential, one for each value. */
export async function privateNames(source: Source): Promise<readonly string[]> {
  return withXmlEngine(() => findPrivateNames(source));
}
