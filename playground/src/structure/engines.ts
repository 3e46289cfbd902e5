// The engines that judge a document's structure: ajv for JSON, libxml2 for XML.

import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { type Judge, validators } from "swschema:validators";
import schema from "swschema:xsd";

import type { Path } from "../pointers";
import type { JsonObject } from "../sources/json_text";

/** What an engine says of a JSON value, in terms of JSON Schema. */
export interface Violation {
  readonly keyword: string;
  /** A missing or an unknown member is pointed to itself, not its object. */
  readonly path: Path;
  readonly limit: number | null;
}

/** Return whether a value is a valid record. */
export function acceptsJson(record: string, value: JsonObject): boolean {
  return judge(record)(value);
}

/** Return all that is wrong with a value. */
export function violations(record: string, value: JsonObject): Violation[] {
  const validate = judge(record);
  validate(value);
  return (validate.errors ?? []).map(({ keyword, instancePath, params }) => {
    const path = parts(instancePath, value);
    const name = params["missingProperty"] ?? params["additionalProperty"];
    const limit = params["limit"];
    return {
      keyword,
      path: typeof name === "string" ? [...path, name] : path,
      limit: typeof limit === "number" ? limit : null,
    };
  });
}

function judge(record: string): Judge {
  const found = validators[record];
  if (!found) throw new Error(`there is no record ${record}`);
  return found;
}

/** Return the names and indices of a pointer: what is an index shows in the value. */
function parts(pointer: string, value: unknown): Path {
  let here = value;
  return pointer
    .split("/")
    .slice(1)
    .map((escaped) => {
      const name = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
      const part = Array.isArray(here) ? Number(name) : name;
      here = (here as Record<string | number, unknown>)[part];
      return part;
    });
}

let compiled: XsdValidator | null = null;

/** Return what libxml2 says first against a document; null if it is a valid record. */
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
