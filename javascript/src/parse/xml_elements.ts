// The elements of an XML document as plain values, without comments and processing instructions.

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

/** Yield an element and all elements in it, in the order of the document. */
export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* walk(child);
}
