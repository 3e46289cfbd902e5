// Whether the structure of a document is valid, and what is wrong with it.

import { readValue } from "../convert/documents.js";
import { ConversionError } from "../errors.js";
import type { Finding } from "../explain/finding.js";
import type { Document, JsonDocument, XmlDocument } from "../parse/document.js";
import { findRepeated } from "../parse/json_positions.js";
import { root } from "../schema/shapes.js";
import { xmlEngine } from "../xml/engine.js";
import { diagnoseJson } from "./diagnose_json.js";
import { explainViolation } from "./messages.js";
import { acceptsJson } from "./stepwise.js";
import type { Diagnosis } from "./violations.js";

const LARGE = 100_000; // bytes of XML; libxml2 is slow with the mistakes that larger ones can have

/**
 * Return what is wrong with a document's structure, null where it is valid.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function diagnose(document: Document): Diagnosis | null {
  if (document.syntax === "json") return isValidJson(document) ? null : diagnoseJson(document);
  return isValidXml(document) ? null : xmlEngine().diagnoseXml(document);
}

/** Return what is wrong with a document's structure, in words. */
export function structureFindings(document: Document, diagnosis: Diagnosis): readonly Finding[] {
  const record = root(document.recordType);
  return diagnosis.violations.map((each) => explainViolation(each, diagnosis.value, record));
}

function isValidJson({ node, value, recordType }: JsonDocument): boolean {
  return findRepeated(node).next().done === true && acceptsJson(recordType, value);
}

function isValidXml(document: XmlDocument): boolean {
  const { data, tree } = document;
  if (xmlEngine().hasInstanceAttributes(tree.root)) return false;
  // libxml2 continues after the first mistake; a JSON validator does not.
  if (data.length > LARGE && !isValidAsJson(document)) return false;
  return tree.findViolation() === null;
}

function isValidAsJson(document: XmlDocument): boolean {
  try {
    return acceptsJson(document.recordType, readValue(document));
  } catch (error) {
    if (error instanceof ConversionError) return false;
    throw error;
  }
}
