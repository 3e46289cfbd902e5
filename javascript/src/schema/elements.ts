// From an element of a record to its path in JSON, and back.

import type { Element } from "../parse/xml_elements.js";
import type { Path } from "./paths.js";
import { type Member, ObjectType, type Shape } from "./shapes.js";
import { NAMESPACE } from "./specification.js";

interface Location {
  readonly path: Path;
  /** The shape of the value; null for an array, and for an unknown element. */
  readonly shape: Shape | null;
  readonly array: Member | null;
}

/** Return the path of an element's value in JSON. */
export function pathOf(element: Element, top: ObjectType): Path {
  return locate(element, top).path;
}

/** Return the shape of an element's value; null for an array, and for an unknown element. */
export function shapeOf(element: Element, top: ObjectType): Shape | null {
  return locate(element, top).shape;
}

function locate(element: Element, top: ObjectType): Location {
  if (!element.parent) return { path: [], shape: top, array: null };
  const { path, shape, array } = locate(element.parent, top);
  if (array) return { path: [...path, element.number], shape: array.shape, array: null };
  const member = shape instanceof ObjectType ? memberOf(element, shape) : null;
  return { path: [...path, element.name], ...enter(member) };
}

/** Return the member of a record that an element is; null if it is unknown. */
export function memberOf(element: Element, record: ObjectType): Member | null {
  if (element.namespace !== NAMESPACE) return null;
  const member = record.byName.get(element.name);
  return member && !member.attribute ? member : null;
}

function enter(member: Member | null): { shape: Shape | null; array: Member | null } {
  if (!member) return { shape: null, array: null };
  return member.item === null
    ? { shape: member.shape, array: null }
    : { shape: null, array: member };
}

/** Return the element of the value at a path, or the nearest one around it. */
export function elementAt(root: Element, path: Path, top: ObjectType): Element {
  let element = root;
  let shape: Shape | null = top;
  let array: Member | null = null;
  for (const part of path) {
    let child: Element | undefined;
    if (typeof part === "number") {
      if (array) child = childrenNamed(element, array.item ?? "")[part];
      [shape, array] = [array ? array.shape : null, null];
    } else {
      const member: Member | null =
        shape instanceof ObjectType ? (shape.byName.get(part) ?? null) : null;
      if (member && !member.attribute) child = childrenNamed(element, member.name)[0];
      ({ shape, array } = enter(member));
    }
    if (!child) break;
    element = child;
  }
  return element;
}

const byName = new WeakMap<Element, Map<string, Element[]>>();

/** Return the children of a name, in the specification's namespace. */
function childrenNamed(parent: Element, name: string): readonly Element[] {
  let children = byName.get(parent);
  if (!children) {
    children = new Map();
    for (const each of parent.children) {
      if (each.namespace !== NAMESPACE) continue;
      const known = children.get(each.name);
      if (known) known.push(each);
      else children.set(each.name, [each]);
    }
    byName.set(parent, children);
  }
  return children.get(name) ?? [];
}
