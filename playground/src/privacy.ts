// Which values of a document are personal or confidential, by the marks of the schemas.

import { readXml } from "./convert/xml_reader";
import { RecordShape, root } from "./schema/shapes";
import { isObject } from "./parse/json";
import { type Parsed, parse } from "./parse/document";
import { Refusal } from "./parse/refusal";

/** Return the name of each private member in a document, once for each value that it has. */
export function privateNames(data: Uint8Array): string[] {
  try {
    const parsed = parse(data);
    try {
      return [...named(valueOf(parsed), root(parsed.record))];
    } finally {
      if (parsed.syntax === "xml") parsed.tree.dispose();
    }
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function valueOf(parsed: Parsed): unknown {
  if (parsed.syntax === "json") return parsed.value;
  return readXml(parsed.tree.root, root(parsed.record), () => undefined);
}

function* named(value: unknown, record: RecordShape): Generator<string> {
  if (!isObject(value)) return;
  for (const [name, content] of Object.entries(value)) {
    const member = record.byName.get(name);
    if (!member) continue;
    if (member.isPrivate) yield name;
    else if (member.shape instanceof RecordShape) {
      for (const each of Array.isArray(content) ? content : [content]) {
        yield* named(each, member.shape);
      }
    }
  }
}
