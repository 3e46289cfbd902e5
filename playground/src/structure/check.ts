// Whether the structure of a document is valid, and its problems where it is not.

import { readValue } from "../convert/documents";
import { ConversionError } from "../convert/faults";
import type { Document, JsonDocument, XmlDocument } from "../parse/document";
import { findRepeated } from "../parse/json_positions";
import { hasInstanceAttributes } from "../parse/xml";
import type { Problem } from "../problems";
import { jsonProblems } from "./diagnose_json";
import { xmlProblems } from "./diagnose_xml";
import { acceptsJson, xmlMessage } from "./engines";

const LARGE = 100_000; // bytes of XML; libxml2 is slow with the mistakes that larger ones can have

/**
 * Return the problems of a document's structure, in the order of its text.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function structureProblems(document: Document): readonly Problem[] {
  if (document.syntax === "json") {
    return isValidJson(document) ? [] : jsonProblems(document);
  }
  return isValidXml(document) ? [] : xmlProblems(document);
}

function isValidJson({ node, value, recordType }: JsonDocument): boolean {
  return findRepeated(node).next().done === true && acceptsJson(recordType, value);
}

function isValidXml(document: XmlDocument): boolean {
  const { data, tree } = document;
  if (hasInstanceAttributes(tree.root)) return false;
  // libxml2 continues after the first mistake; a JSON validator does not.
  if (data.length > LARGE && !isValidAsJson(document)) return false;
  return xmlMessage(tree.document) === null;
}

function isValidAsJson(document: XmlDocument): boolean {
  try {
    return acceptsJson(document.recordType, readValue(document));
  } catch (error) {
    if (error instanceof ConversionError) return false;
    throw error;
  }
}
