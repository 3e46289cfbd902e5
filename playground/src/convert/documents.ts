// From documents in either syntax to JSON or XML in canonical form.

import { _, useLanguage } from "../i18n";
import { DEFAULT_LIMITS } from "../limits";
import { type Parsed, parse } from "../parse/document";
import type { JsonObject } from "../parse/json";
import { findRepeated } from "../parse/json_positions";
import { Refusal } from "../parse/refusal";
import { checkSize } from "../parse/source";
import { parseXml } from "../parse/xml";
import type { Language, Syntax } from "../problems";
import { root } from "../schema/shapes";
import { ConversionError } from "./faults";
import { readXml } from "./xml_reader";
import { writeXml } from "./xml_writer";

/**
 * Return a record in a syntax; from the same syntax, its canonical form.
 *
 * @throws ConversionError at the first part that would be lost.
 * @throws Refusal if the document is not well-formed, or not a known record.
 */
export function convert(data: Uint8Array, to: Syntax, language: Language = "en"): string {
  return useLanguage(language, () => {
    checkSize(data, DEFAULT_LIMITS);
    const parsed = parse(data);
    try {
      const xml = writeXml(readValue(parsed), root(parsed.record));
      if (to === "xml") return xml;
      // The canonical form of JSON is, by definition, what XML is read as.
      const value = parsed.syntax === "xml" ? readValue(parsed) : readBack(xml, parsed.record);
      return `${JSON.stringify(value, null, 2)}\n`;
    } finally {
      if (parsed.syntax === "xml") parsed.tree.dispose();
    }
  });
}

function readValue(parsed: Parsed): JsonObject {
  if (parsed.syntax === "xml") return readXml(parsed.tree.root, root(parsed.record));
  for (const { path } of findRepeated(parsed.node)) {
    throw new ConversionError(path, _("stands more than once"));
  }
  return parsed.value;
}

/**
 * Return XML as a JSON value.
 *
 * @throws ConversionError if it exceeds the limits of the parser.
 */
function readBack(xml: string, record: string): JsonObject {
  try {
    const tree = parseXml(new TextEncoder().encode(xml));
    try {
      return readXml(tree.root, root(record));
    } finally {
      tree.dispose();
    }
  } catch (error) {
    if (error instanceof Refusal) throw new ConversionError([], error.problem.message);
    throw error;
  }
}
