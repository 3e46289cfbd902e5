// Which record a document is, from its content alone.

import { _ } from "../i18n";
import { type Syntax, problem } from "../problems";
import { NAMESPACE, RECORDS } from "../schema/specification";
import { syntaxOf } from "./source";
import { findPlace } from "./json_positions";
import { type JsonObject, type Node, decodeJson, isObject, parseJson, placeIn } from "./json";
import { Refusal, refuse } from "./refusal";
import { type Tree, parseXml } from "./xml";

const KNOWN = RECORDS.join(", ");
const ROOT = "/*"; // the root element, whose name JSON has as recordType

/** A document that is known to be some record, valid or not. */
export type Parsed =
  | {
      readonly syntax: "json";
      readonly record: string;
      readonly text: string;
      readonly node: Node;
      readonly value: JsonObject;
    }
  | { readonly syntax: "xml"; readonly record: string; readonly tree: Tree };

/** Return a document parsed, or throw a Refusal if it is not well-formed or no known record. */
export function parse(data: Uint8Array): Parsed {
  const syntax: Syntax = syntaxOf(data);
  if (syntax === "xml") {
    const tree = parseXml(data);
    try {
      return { syntax, record: recordOfRoot(tree), tree };
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
  return { syntax, record: recordOf(node.value, text, node), text, node, value: node.value };
}

function recordOf(value: JsonObject, text: string, node: Node): string {
  const name = value["recordType"];
  if (typeof name === "string" && RECORDS.includes(name)) return name;
  const isThere = "recordType" in value;
  const words = isThere
    ? _("recordType names no record that is known: it must be one of {names}", { names: KNOWN })
    : _("recordType is missing: it must be one of {names}", { names: KNOWN });
  const place = placeIn(text, findPlace(node, isThere ? ["recordType"] : []).valueAt);
  throw new Refusal(
    problem("record", words, { pointer: "/recordType", xpath: ROOT, ...place }),
    "json",
  );
}

function recordOfRoot(tree: Tree): string {
  const { name, namespace, line } = tree.root;
  const isKnown = RECORDS.includes(name);
  if (isKnown && namespace === NAMESPACE) return name;
  // JSON says in these two members what XML says in the root element's name.
  const place = { line, column: 1 };
  const found = isKnown
    ? problem(
        "version",
        _("the root element's namespace must be {namespace}", { namespace: NAMESPACE }),
        { pointer: "/schemaVersion", xpath: `/sw:${name}/@schemaVersion`, ...place },
      )
    : problem("record", _("the root element must be one of {names}", { names: KNOWN }), {
        pointer: "/recordType",
        xpath: ROOT,
        ...place,
      });
  throw new Refusal(found, "xml");
}
