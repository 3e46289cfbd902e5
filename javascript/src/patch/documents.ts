// Documents with what is wrong in them fixed.

import { withReadable, readValue, refuseRepeated } from "../convert/documents.js";
import { writeXml } from "../convert/xml_writer.js";
import type { Document } from "../parse/document.js";
import { decode } from "../parse/xml_declaration.js";
import { type DocumentOptions, type Source, declareUtf8 } from "../parse/source.js";
import type { Operation } from "../problems.js";
import { root } from "../schema/shapes.js";
import { patchValue } from "./json_patch.js";
import { patchText } from "./xml_text.js";

/**
 * Return the text of a document with operations applied, in the syntax that it has.
 *
 * In XML, what the operations are not about stays as it is written, where that can be; JSON is indented.
 *
 * @throws InvalidDocumentError if it is not well-formed, or no known record.
 * @throws ConversionError if an operation does not fit it, or the record cannot be written again.
 */
export function patchDocument(
  source: Source,
  operations: readonly Operation[],
  options: DocumentOptions = {},
): string {
  return operations.reduce(
    (text, each) => withReadable(text, options, (document) => applyOperation(document, each)),
    withReadable(source, options, textOf),
  );
}

function textOf(document: Document): string {
  return document.syntax === "json" ? document.text : declareUtf8(decode(document.data));
}

function applyOperation(document: Document, operation: Operation): string {
  const text = document.syntax === "xml" ? patchText(document, operation) : null;
  return text ?? writePatched(document, operation);
}

function writePatched(document: Document, operation: Operation): string {
  refuseRepeated(document);
  const value = patchValue(readValue(document), operation);
  if (document.syntax === "json") return `${JSON.stringify(value, null, 2)}\n`;
  return writeXml(value, root(document.recordType), true);
}
