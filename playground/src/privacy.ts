// The values of a document that are personal or confidential, as the schemas mark them.

import { readXml } from "./convert/xml_reader";
import { type Parsed, parse } from "./parse/document";
import { isObject } from "./parse/json";
import { Refusal } from "./parse/refusal";
import { RecordShape, root } from "./schema/shapes";

/** Return the names of the private members in a document, one for each value. */
export function privateNames(data: Uint8Array): string[] {
  try {
    const parsed = parse(data);
    try {
      return [...findNames(readValue(parsed), root(parsed.record))];
    } finally {
      if (parsed.syntax === "xml") parsed.tree.dispose();
    }
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function readValue(parsed: Parsed): unknown {
  if (parsed.syntax === "json") return parsed.value;
  return readXml(parsed.tree.root, root(parsed.record), () => undefined);
}

function* findNames(value: unknown, record: RecordShape): Generator<string> {
  if (!isObject(value)) return;
  for (const [name, content] of Object.entries(value)) {
    const member = record.byName.get(name);
    if (!member) continue;
    if (member.isPrivate) yield name;
    else if (member.shape instanceof RecordShape) {
      for (const each of Array.isArray(content) ? content : [content]) {
        yield* findNames(each, member.shape);
      }
    }
  }
}
