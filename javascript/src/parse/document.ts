// A document parsed, with the record type that its content names.

import { _ } from "../i18n.js";
import type { Limits } from "../limits.js";
import { problem } from "../problems.js";
import { NAMESPACE, RECORDS } from "../schema/specification.js";
import { xmlEngine } from "../xml/engine.js";
import type { Tree } from "../xml/tree.js";
import {
  type JsonObject,
  type Node,
  decodeJson,
  isObject,
  parseJson,
  positionAt,
  withoutMark,
} from "./json.js";
import { checkJsonBounds } from "./json_bounds.js";
import { findToken } from "./json_positions.js";
import { Refusal, refuse } from "./refusal.js";
import { checkValues } from "./json_values.js";
import { type Content, checkSize, detectSyntax } from "./source.js";

const NAMES = RECORDS.join(", ");
const ROOT = "/*"; // the root element, whose name is the recordType of JSON
export const HINT = "$schema"; // a member of JSON roots for editors, as `xsi:schemaLocation` is in XML

interface Parsed {
  readonly data: Uint8Array;
  readonly recordType: string;
  readonly limits: Limits;
  /** Whether it was given as an object, which has no text that anyone knows. */
  readonly isValue: boolean;
}

export interface JsonDocument extends Parsed {
  readonly syntax: "json";
  readonly text: string;
  readonly node: Node;
  readonly value: JsonObject;
}

export interface XmlDocument extends Parsed {
  readonly syntax: "xml";
  readonly tree: Tree;
  /** Its JSON value, once `readValue` of `convert/documents` has read it. */
  value?: JsonObject;
}

/** A document that is a known record, valid or not. Nothing is parsed twice. */
export type Document = JsonDocument | XmlDocument;

/**
 * Return what `use` returns for a document. The memory of the parser is freed then.
 *
 * @throws Refusal if the document holds more than a record may, is not well-formed, or not a known
 * record.
 */
export function withDocument<T>(
  content: Content,
  limits: Limits,
  use: (document: Document) => T,
): T {
  if (!(content instanceof Uint8Array)) return use(parseValue(content, limits));
  const data = content;
  checkSize(data, limits);
  if (detectSyntax(data) === "json") return use(parseJsonDocument(data, limits));
  const { checkXmlBounds, parseXml } = xmlEngine();
  checkXmlBounds(data, limits);
  const tree = parseXml(data);
  try {
    return use({ data, syntax: "xml", recordType: findRootType(tree), limits, isValue: false, tree });
  } finally {
    tree.dispose();
  }
}

/** Return an object as the document that it would be written as. */
function parseValue(value: JsonObject, limits: Limits): JsonDocument {
  checkValues(value, limits);
  try {
    const data = new TextEncoder().encode(JSON.stringify(value));
    return { ...parseJsonDocument(data, limits), isValue: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problem: found, syntax, record } = error;
    throw new Refusal({ ...found, line: null, column: null }, syntax, record);
  }
}

function parseJsonDocument(marked: Uint8Array, limits: Limits): JsonDocument {
  const data = withoutMark(marked);
  checkJsonBounds(data, limits);
  const text = decodeJson(data);
  const node = parseJson(text);
  const { value } = node;
  if (!isObject(value)) {
    throw refuse("type", _("a record is a JSON object"), { syntax: "json", line: 1, column: 1 });
  }
  const recordType = findRecordType(value, text, node);
  // What is not a text does not name a schema, and stays: it is an unknown member.
  if (typeof value[HINT] === "string") delete value[HINT];
  return { data, syntax: "json", recordType, limits, isValue: false, text, node, value };
}

function findRecordType(value: JsonObject, text: string, node: Node): string {
  const name = value["recordType"];
  if (typeof name === "string" && RECORDS.includes(name)) return name;
  const isGiven = "recordType" in value;
  const message = isGiven
    ? _("recordType is not a known record type: it must be one of {names}", { names: NAMES })
    : _("recordType is missing: it must be one of {names}", { names: NAMES });
  const place = positionAt(text, findToken(node, isGiven ? ["recordType"] : []).valueAt);
  throw new Refusal(
    problem("record", message, { pointer: "/recordType", xpath: ROOT, ...place }),
    "json",
  );
}

function findRootType(tree: Tree): string {
  const { name, namespace, line } = tree.root;
  const isKnown = RECORDS.includes(name);
  if (isKnown && namespace === NAMESPACE) return name;
  // In JSON, these are two members; in XML, both are in the name of the root element.
  const place = { line, column: 1 };
  if (name.toLowerCase() === "html") {
    const { code, message, remedy } = xmlEngine().explainWebPage(0);
    throw refuse(code, message, { syntax: "xml", ...place, remedy });
  }
  const reason = isKnown
    ? problem(
        "version",
        _("the root element's namespace must be {namespace}", { namespace: NAMESPACE }),
        {
          pointer: "/schemaVersion",
          xpath: `/sw:${name}/@schemaVersion`,
          ...place,
          remedy: _('write xmlns="{namespace}" in the root element', { namespace: NAMESPACE }),
        },
      )
    : problem("record", _("the root element must be one of {names}", { names: NAMES }), {
        pointer: "/recordType",
        xpath: ROOT,
        ...place,
      });
  throw new Refusal(reason, "xml");
}
