// The elements of an XML document as plain values, without comments and processing instructions.

import type { XmlDocument } from "libxml2-wasm";
// The classes of libxml2-wasm end a list of siblings at a processing instruction; these do not.
import {
  XmlNodeStruct,
  XmlNodeType,
  XmlNsStruct,
  xmlNodeGetContent,
} from "libxml2-wasm/lib/libxml2.mjs";

export interface Element {
  /** The local name. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly Attribute[];
  readonly parent: Element | null;
  readonly children: Element[];
  /** The text before its first child. */
  text: string;
  /** The text after its end. */
  tail: string;
  /** Its number in the order of the document, from 0. */
  readonly index: number;
  /** How many elements of the same name are before it in its parent. */
  readonly number: number;
  readonly line: number;
}

export interface Attribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

type Pointer = Parameters<typeof xmlNodeGetContent>[0];

/** Return the root element of a document, with all elements in it. */
export function readElements(document: XmlDocument): Element {
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

/** Yield an element and all elements in it, in the order of the document. */
export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* walk(child);
}
