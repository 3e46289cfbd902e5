// A document parsed, and which record it is.

import { _ } from "../i18n";
import { type Syntax, problem } from "../problems";
import { NAMESPACE, RECORDS } from "../schema/specification";
import { type JsonObject, type Node, decodeJson, isObject, parseJson, positionAt } from "./json";
import { findToken } from "./json_positions";
import { Refusal, refuse } from "./refusal";
import { detectSyntax } from "./source";
import { type Tree, parseXml } from "./xml";

const NAMES = RECORDS.join(", ");
const ROOT = "/*"; // the root element, whose name is the recordType of JSON

/** A document that is a known record, valid or not. */
export type Parsed =
  | {
      readonly syntax: "json";
      readonly record: string;
      readonly text: string;
      readonly node: Node;
      readonly value: JsonObject;
    }
  | { readonly syntax: "xml"; readonly record: string; readonly tree: Tree };

/**
 * Return a document parsed.
 *
 * @throws Refusal if it is not well-formed, or not a known record.
 */
export function parse(data: Uint8Array): Parsed {
  const syntax: Syntax = detectSyntax(data);
  if (syntax === "xml") {
    const tree = parseXml(data);
    try {
      return { syntax, record: readRootName(tree), tree };
    } catch (error) {
      tree.dispose();
      throw error;
    }
  }
  const text = decodeJson(data);
  const node = parseJson(text);
  if (!isObject(node.value)) {
    throw refuse("type", _("a record is a JSON object"), { syntax, line: 1, column: 1 });
  }
  return { syntax, record: readRecordType(node.value, text, node), text, node, value: node.value };
}

function readRecordType(value: JsonObject, text: string, node: Node): string {
  const name = value["recordType"];
  if (typeof name === "string" && RECORDS.includes(name)) return name;
  const isGiven = "recordType" in value;
  const message = isGiven
    ? _("recordType names no record that is known: it must be one of {names}", { names: NAMES })
    : _("recordType is missing: it must be one of {names}", { names: NAMES });
  const place = positionAt(text, findToken(node, isGiven ? ["recordType"] : []).valueAt);
  throw new Refusal(
    problem("record", message, { pointer: "/recordType", xpath: ROOT, ...place }),
    "json",
  );
}

function readRootName(tree: Tree): string {
  const { name, namespace, line } = tree.root;
  const isKnown = RECORDS.includes(name);
  if (isKnown && namespace === NAMESPACE) return name;
  // In JSON, these are two members; in XML, both are in the name of the root element.
  const place = { line, column: 1 };
  const reason = isKnown
    ? problem(
        "version",
        _("the root element's namespace must be {namespace}", { namespace: NAMESPACE }),
        { pointer: "/schemaVersion", xpath: `/sw:${name}/@schemaVersion`, ...place },
      )
    : problem("record", _("the root element must be one of {names}", { names: NAMES }), {
        pointer: "/recordType",
        xpath: ROOT,
        ...place,
      });
  throw new Refusal(reason, "xml");
}
