// The engines that validate a document's structure: ajv for JSON, libxml2 for XML.

import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { validators } from "swschema:records";
import schema from "swschema:xsd";

import type { JsonObject } from "../parse/json";

/** Return whether a value is a valid record. */
export function acceptsJson(record: string, value: JsonObject): boolean {
  return validators[record]?.(value) ?? false;
}

let compiled: XsdValidator | null = null;

/** Return libxml2's first error in a document; null if it is a valid record. */
export function xmlMessage(document: XmlDocument): string | null {
  compiled ??= XsdValidator.fromDoc(XmlDocument.fromString(schema));
  try {
    compiled.validate(document);
    return null;
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details[0]?.message.trim() ?? "invalid";
  }
}
