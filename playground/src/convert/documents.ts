// From documents in either syntax to JSON or XML in canonical form.

import { ConversionError } from "../errors";
import { _, useLanguage } from "../i18n";
import { DEFAULT_LIMITS } from "../limits";
import { type Document, withDocument } from "../parse/document";
import type { JsonObject, Node } from "../parse/json";
import { findRepeated } from "../parse/json_positions";
import { Refusal } from "../parse/refusal";
import { parseXml } from "../parse/xml";
import type { Language, Syntax } from "../problems";
import { root } from "../schema/shapes";
import { readXml } from "./xml_reader";
import { writeXml } from "./xml_writer";

/**
 * Return a record in a syntax; from the same syntax, its canonical form.
 *
 * @throws ConversionError at the first part that would be lost.
 * @throws Refusal if the document is not well-formed, or not a known record.
 */
export function convert(data: Uint8Array, to: Syntax, language: Language = "en"): string {
  return useLanguage(language, () =>
    withDocument(data, DEFAULT_LIMITS, (document) => {
      if (document.syntax === "json") refuseRepeated(document.node);
      const xml = writeXml(readValue(document), root(document.recordType));
      return to === "xml" ? xml : writeJson(document, xml);
    }),
  );
}

/**
 * Return the JSON value of a document. That of XML is read once and then kept.
 *
 * @throws ConversionError at the first part of XML that JSON cannot express.
 */
export function readValue(document: Document): JsonObject {
  if (document.syntax === "json") return document.value;
  document.value ??= readXml(document.tree.root, root(document.recordType));
  return document.value;
}

function refuseRepeated(node: Node): void {
  for (const { path } of findRepeated(node)) {
    throw new ConversionError(path, _("appears more than once"));
  }
}

/** Return the canonical JSON of a document: by definition, what its XML is read as. */
function writeJson(document: Document, xml: string): string {
  const isJson = document.syntax === "json";
  const value = isJson ? readBack(xml, document.recordType) : readValue(document);
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Return XML as a JSON value.
 *
 * @throws ConversionError if it exceeds the limits of the parser.
 */
function readBack(xml: string, recordType: string): JsonObject {
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
