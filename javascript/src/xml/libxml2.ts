// libxml2 in WebAssembly, with the XML Schema.

import {
  ParseOption,
  XmlDocument,
  XmlLibError,
  XmlValidateError,
  XsdValidator,
} from "libxml2-wasm";
// The classes of libxml2-wasm end a list of siblings at a processing instruction; these do not.
import {
  XmlNodeStruct,
  XmlNodeType,
  XmlNsStruct,
  xmlNodeGetContent,
} from "libxml2-wasm/lib/libxml2.mjs";
import schema from "swschema:xsd";

import type { Attribute, Element } from "../parse/xml_elements.js";
import { type Tree, XmlSyntaxError } from "./tree.js";

const OPTIONS =
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_COMPACT |
  ParseOption.XML_PARSE_BIG_LINES;

/**
 * Return an XML document parsed. Nothing outside its bytes is read.
 *
 * @throws XmlSyntaxError if it is not well-formed, or exceeds the limits of libxml2.
 */
export function parse(data: Uint8Array, encoding?: string): Tree {
  const document = readDocument(data, encoding);
  return {
    root: readElements(document),
    findViolation: () => findViolation(document),
    dispose: () => document.dispose(),
  };
}

function readDocument(data: Uint8Array, encoding?: string): XmlDocument {
  try {
    return XmlDocument.fromBuffer(data, { option: OPTIONS, ...(encoding ? { encoding } : {}) });
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const first = error.details.find((each) => each.level >= 2);
    throw new XmlSyntaxError(first?.message ?? error.message, first?.line ?? 0, first?.col ?? 0);
  }
}

let compiled: XsdValidator | null = null;

function findViolation(document: XmlDocument): string | null {
  compiled ??= XsdValidator.fromDoc(XmlDocument.fromString(schema));
  try {
    compiled.validate(document);
    return null;
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details[0]?.message.trim() ?? "invalid";
  }
}

type Pointer = Parameters<typeof xmlNodeGetContent>[0];

/** Return the root element of a document, with all elements in it. */
function readElements(document: XmlDocument): Element {
  let count = 0;

  function make(node: number, parent: Element | null, number: number): Element {
    const element: Element = {
      name: XmlNodeStruct.name_(node),
      namespace: namespaceOf(node),
      attributes: [...siblings(XmlNodeStruct.properties(node))].map(attribute),
      parent,
      children: [],
      text: "",
      tail: "",
      index: count,
      number,
      line: XmlNodeStruct.line(node),
    };
    count += 1;
    fill(element, XmlNodeStruct.children(node));
    return element;
  }

  function fill(element: Element, first: number): void {
    const counts = new Map<string, number>();
    let last: Element | null = null;
    for (const node of siblings(first)) {
      const type = XmlNodeStruct.type(node);
      if (type === XmlNodeType.XML_ELEMENT_NODE) {
        const tag = `{${namespaceOf(node)}}${XmlNodeStruct.name_(node)}`;
        const before = counts.get(tag) ?? 0;
        counts.set(tag, before + 1);
        last = make(node, element, before);
        element.children.push(last);
      } else if (TEXTS.has(type)) {
        if (last) last.tail += content(node);
        else element.text += content(node);
      }
    }
  }

  return make((document.root as unknown as { _nodePtr: number })._nodePtr, null, 0);
}

const TEXTS = new Set<number>([XmlNodeType.XML_TEXT_NODE, XmlNodeType.XML_CDATA_SECTION_NODE]);

function* siblings(first: number): Generator<number> {
  for (let node = first; node; node = XmlNodeStruct.next(node)) yield node;
}

function namespaceOf(node: number): string {
  const namespace = XmlNodeStruct.namespace(node);
  return namespace ? XmlNsStruct.href(namespace) : "";
}

function content(node: number): string {
  return xmlNodeGetContent(node as Pointer);
}

function attribute(node: number): Attribute {
  const namespace = namespaceOf(node);
  return { name: XmlNodeStruct.name_(node), namespace, value: content(node) };
}
