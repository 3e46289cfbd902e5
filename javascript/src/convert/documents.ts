// From documents in either syntax to JSON or XML in canonical form.

import { digest } from "../digest.js";
import { ConversionError, InvalidDocumentError } from "../errors.js";
import { _, findLanguage, useLanguage } from "../i18n.js";
import { makeLimits } from "../limits.js";
import { type Document, withDocument } from "../parse/document.js";
import type { JsonObject } from "../parse/json.js";
import { findRepeated } from "../parse/json_positions.js";
import { Refusal, reportRefusal } from "../parse/refusal.js";
import { type DocumentOptions, type Source, readSource, sourceName } from "../parse/source.js";
import type { Syntax } from "../problems.js";
import { ObjectType, type Shape, root } from "../schema/shapes.js";
import { xmlEngine } from "../xml/engine.js";
import { writeXml } from "./xml_writer.js";

const LONGEST_TEXT = 10_000_000; // that libxml2 takes in one piece

export interface ConvertOptions extends DocumentOptions {
  /** Whether to put each member or element on a line of its own; by default everything is on one. */
  readonly indent?: boolean;
}

/**
 * Return what `use` returns for a document that can be read, valid or not.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 */
export function withReadable<T>(
  source: Source,
  options: DocumentOptions,
  use: (document: Document) => T,
): T {
  const language = findLanguage(options.language ?? "en");
  return useLanguage(language, () => {
    try {
      return withDocument(readSource(source), makeLimits(options.limits), use);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const name = options.name ?? sourceName(source);
      throw new InvalidDocumentError(reportRefusal(error, name, language));
    }
  });
}

/**
 * Return a record in a syntax; from the same syntax, its canonical form.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 * @throws ConversionError at the first thing that would not come back.
 */
export function convert(source: Source, to: Syntax, options: ConvertOptions = {}): string {
  return withReadable(source, options, (document) => {
    const { indent = false } = options;
    return to === "xml" ? toXmlText(document, indent) : toJsonText(document, indent);
  });
}

/**
 * Return the SHA-256 digest of a record's canonical JSON (RFC 8785).
 *
 * @throws what `convert` throws.
 */
export function digestDocument(source: Source, options: DocumentOptions = {}): string {
  return withReadable(source, options, (document) => digest(readCanonical(document)));
}

function toXmlText(document: Document, indent: boolean): string {
  refuseRepeated(document);
  const xml = writeXml(readValue(document), root(document.recordType), indent);
  if (xml.length > LONGEST_TEXT) readBack(xml, document.recordType);
  return xml;
}

function toJsonText(document: Document, indent: boolean): string {
  const value = readCanonical(document);
  return indent ? `${JSON.stringify(value, null, 2)}\n` : JSON.stringify(value);
}

/**
 * Return the JSON value of a document. That of XML is read once and then kept.
 *
 * @throws ConversionError at the first part of XML that JSON cannot express.
 */
export function readValue(document: Document): JsonObject {
  if (document.syntax === "json") return document.value;
  document.value ??= xmlEngine().readXml(document.tree.root, root(document.recordType));
  return document.value;
}

export function refuseRepeated(document: Document): void {
  if (document.syntax !== "json") return;
  for (const { path } of findRepeated(document.node)) {
    throw new ConversionError(path, _("appears more than once"));
  }
}

/** Return the canonical value of a document: by definition, what its XML is read as. */
export function readCanonical(document: Document): JsonObject {
  refuseRepeated(document);
  if (document.syntax === "xml") return readValue(document);
  const { recordType, value } = document;
  const xml = writeXml(value, root(recordType), false);
  if (xml.length > LONGEST_TEXT) return readBack(xml, recordType);
  return orderMembers(value, root(recordType)) as JsonObject;
}

/** Return a value that XML can express with its members in the order of the schema. */
function orderMembers(value: unknown, shape: Shape): unknown {
  if (!(shape instanceof ObjectType)) return value;
  const object = value as JsonObject;
  const ordered = Object.create(null) as Record<string, unknown>;
  if (shape.recordType !== null) ordered["recordType"] = shape.recordType;
  for (const { name, shape: inner, item } of shape.members) {
    if (!Object.hasOwn(object, name)) continue;
    const part = object[name];
    ordered[name] =
      item === null
        ? orderMembers(part, inner)
        : (part as readonly unknown[]).map((each) => orderMembers(each, inner));
  }
  return ordered;
}

/**
 * Return XML as a JSON value.
 *
 * @throws ConversionError if it exceeds the limits of the parser.
 */
function readBack(xml: string, recordType: string): JsonObject {
  const { parseXml, readXml } = xmlEngine();
  try {
    const tree = parseXml(new TextEncoder().encode(xml));
    try {
      return readXml(tree.root, root(recordType));
    } finally {
      tree.dispose();
    }
  } catch (error) {
    if (error instanceof Refusal) throw new ConversionError([], error.problem.message);
    throw error;
  }
}
