// Whether the structure of a document is valid, and its problems where it is not.

import { readValue } from "../convert/documents";
import { ConversionError } from "../errors";
import { locateFindings } from "../explain/locate";
import { _ } from "../i18n";
import { formatNumber } from "../numbers";
import type { Document, JsonDocument, XmlDocument } from "../parse/document";
import { findRepeated } from "../parse/json_positions";
import { hasInstanceAttributes } from "../parse/xml";
import { type Problem, problem } from "../problems";
import { root } from "../schema/shapes";
import { diagnoseJson } from "./diagnose_json";
import { diagnoseXml } from "./diagnose_xml";
import { acceptsJson, xmlMessage } from "./engines";
import { explainViolation } from "./messages";

const LARGE = 100_000; // bytes of XML; libxml2 is slow with the mistakes that larger ones can have

/**
 * Return the problems of a document's structure, in the order of its text.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function structureProblems(document: Document): readonly Problem[] {
  const isJson = document.syntax === "json";
  if (isJson ? isValidJson(document) : isValidXml(document)) return [];
  const [violations, value] = isJson ? diagnoseJson(document) : diagnoseXml(document);
  const record = root(document.recordType);
  const findings = violations.map((violation) => explainViolation(violation, value, record));
  const most = document.limits.maxProblems;
  return limitProblems(locateFindings(document, findings, most + 1), most);
}

/** Return no more than `most` problems, and then one that says that there are others. */
function limitProblems(problems: readonly Problem[], most: number): readonly Problem[] {
  if (problems.length <= most) return problems;
  const message = _("there are more problems than {limit}; the others are not listed", {
    limit: formatNumber(most),
  });
  return [...problems.slice(0, most), problem("limit", message)];
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
