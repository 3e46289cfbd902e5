// The values of a document that are personal or confidential, as the schemas mark them.

import { DEFAULT_LIMITS } from "./limits.js";
import { withDocument } from "./parse/document.js";
import { isObject } from "./parse/json.js";
import { Refusal } from "./parse/refusal.js";
import { type Source, readSource } from "./parse/source.js";
import { ObjectType, root } from "./schema/shapes.js";
import { xmlEngine } from "./xml/engine.js";

/** Return the names of the private members in a document, one for each value. */
export function findPrivateNames(source: Source): string[] {
  try {
    return withDocument(readSource(source), DEFAULT_LIMITS, (document) => {
      const shape = root(document.recordType);
      const value =
        document.syntax === "json"
          ? document.value
          : xmlEngine().readXml(document.tree.root, shape, () => undefined);
      return [...findNames(value, shape)];
    });
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function* findNames(value: unknown, record: ObjectType): Generator<string> {
  if (!isObject(value)) return;
  for (const [name, content] of Object.entries(value)) {
    const member = record.byName.get(name);
    if (!member) continue;
    if (member.isPrivate) yield name;
    else if (member.shape instanceof ObjectType) {
      for (const each of Array.isArray(content) ? content : [content]) {
        yield* findNames(each, member.shape);
      }
    }
  }
}
