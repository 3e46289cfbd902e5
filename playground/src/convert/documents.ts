// Documents in either syntax to JSON or XML in canonical form.

import { _, speaking } from "../i18n";
import type { Language, Syntax } from "../problems";
import { root } from "../schema/shapes";
import { checkSize } from "../parse/source";
import { findRepeated } from "../parse/json_positions";
import type { JsonObject } from "../parse/json";
import { DEFAULT_LIMITS } from "../limits";
import { type Parsed, parse } from "../parse/document";
import { Refusal } from "../parse/refusal";
import { parseXml } from "../parse/xml";
import { ConversionError } from "./faults";
import { readXml } from "./xml_reader";
import { writeXml } from "./xml_writer";

/**
 * Return a record in a syntax; from the same syntax, its canonical form.
 *
 * Nothing is lost on the way: a ConversionError is thrown at the first thing that would not come
 * back, and a Refusal for what is not well-formed or no known record.
 */
export function convert(data: Uint8Array, to: Syntax, language: Language = "en"): string {
  return speaking(language, () => {
    checkSize(data, DEFAULT_LIMITS);
    const parsed = parse(data);
    try {
      const xml = writeXml(valueOf(parsed), root(parsed.record));
      if (to === "xml") return xml;
      // The form that comes back from XML is the canonical one, by definition.
      const value = parsed.syntax === "xml" ? valueOf(parsed) : readBack(xml, parsed.record);
      return `${JSON.stringify(value, null, 2)}\n`;
    } finally {
      if (parsed.syntax === "xml") parsed.tree.dispose();
    }
  });
}

function valueOf(parsed: Parsed): JsonObject {
  if (parsed.syntax === "xml") return readXml(parsed.tree.root, root(parsed.record));
  for (const { path } of findRepeated(parsed.node)) {
    throw new ConversionError(path, _("stands more than once"));
  }
  return parsed.value;
}

/** Return written XML as JSON has it, or throw if it goes beyond the parser's bounds. */
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
