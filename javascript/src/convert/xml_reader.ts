// From XML to JSON values, by the shapes.

import { ConversionError } from "../errors.js";
import { _ } from "../i18n.js";
import type { JsonObject } from "../parse/json.js";
import { isLocationHint } from "../parse/xml.js";
import { strip } from "../parse/patterns.js";
import { type Element, walk } from "../parse/xml_elements.js";
import { memberOf, pathOf, shapeOf } from "../schema/elements.js";
import { shortenName } from "../schema/paths.js";
import { type Member, MAX_EXACT, ObjectType, type Scalar, type Shape } from "../schema/shapes.js";
import { NAMESPACE } from "../schema/specification.js";
import type { Violation } from "../schema/violation.js";
import { findMisplaced } from "./element_order.js";

type OnViolation = (violation: Violation) => void;
type Wants = (code: string) => boolean;

const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;

/** Throw a violation as a ConversionError. */
export function throwViolation({ path, reason = "" }: Violation): void {
  throw new ConversionError(path, reason);
}

/**
 * Return an XML record as a JSON value, with its members in the order of the document.
 *
 * `onViolation` is called with each part that JSON cannot express; if it returns, that part is left
 * out. Everything else is read, valid or not. `wants` is asked with a code before a violation with
 * that code is reported.
 */
export function readXml(
  root: Element,
  record: ObjectType,
  onViolation: OnViolation = throwViolation,
  wants: Wants = () => true,
): JsonObject {
  return new Reader(record, onViolation, wants).read(root);
}

class Reader {
  // The last element that had unknown children, and their names.
  private stranger: Element | null = null;
  private strangers = new Set<string>();

  constructor(
    private readonly top: ObjectType,
    private readonly onViolation: OnViolation,
    private readonly wants: Wants,
  ) {}

  read(root: Element): JsonObject {
    const value = this.record(root, this.top);
    this.refuseAttributes(root);
    return value as JsonObject;
  }

  /** Return whether an unknown name is the first of its kind in its parent. */
  private isNew(parent: Element, name: string): boolean {
    if (this.stranger !== parent) [this.stranger, this.strangers] = [parent, new Set()];
    const isNew = !this.strangers.has(name);
    this.strangers.add(name);
    return isNew;
  }

  private report(code: string, element: Element, reason: string): void {
    if (!this.wants(code)) return;
    this.onViolation({ code, path: pathOf(element, this.top), reason, token: element });
  }

  private value(element: Element, shape: Shape): unknown {
    if (shape instanceof ObjectType) return this.record(element, shape);
    return shape.kind === "string" ? this.text(element) : this.scalar(element, shape);
  }

  private text(element: Element): string {
    if (element.children.length) this.refuseChildren(element);
    return element.text;
  }

  private scalar(element: Element, { kind }: Scalar): unknown {
    if (element.children.length) this.refuseChildren(element);
    const text = strip(element.text);
    if (kind === "token") return text;
    const value = kind === "integer" ? integer(text) : boolean(text);
    if (value === null) {
      if (!element.children.length) {
        this.report("type", element, _("has the wrong format for its type"));
      }
      return text;
    }
    if (Math.abs(Number(value)) > MAX_EXACT) {
      this.report("range", element, _("is too large to be represented exactly"));
    }
    return value;
  }

  private record(element: Element, record: ObjectType): JsonObject | string {
    const out = Object.create(null) as JsonObject;
    if (record.recordType !== null) readHead(element, record, out);
    if (strip(element.text) && this.refuseText(element)) return element.text;
    let last = -1;
    let inOrder = true;
    for (const child of element.children) {
      const member = memberOf(child, record);
      if (!member) {
        this.refuseUnknown(child, element);
        continue;
      }
      if (member.index <= last) {
        if (member.name in out) {
          this.report("duplicate", child, _("appears more than once"));
          continue;
        }
        inOrder = false;
      } else {
        last = member.index;
      }
      out[member.name] =
        member.item === null ? this.value(child, member.shape) : this.array(child, member);
      if (strip(child.tail)) this.refuseStrayText(element, child);
    }
    if (!inOrder) this.refuseOrder(element, record);
    return out;
  }

  private refuseUnknown(child: Element, parent: Element): void {
    if (!this.wants("unknown") || !this.isNew(parent, child.name)) return;
    const path = [...pathOf(parent, this.top), child.name];
    const reason = _("is not a field of this record");
    this.onViolation({ code: "unknown", path, reason, token: child });
  }

  private refuseOrder(element: Element, record: ObjectType): void {
    for (const [child, before] of findMisplaced(element, record)) {
      const reason =
        before === null
          ? _("is out of order: it must come first")
          : _("is out of order: it must follow {name}", { name: before });
      this.report("order", child, reason);
    }
  }

  private array(element: Element, { item, shape }: Member): unknown[] | string {
    if (strip(element.text) && this.refuseText(element)) return element.text;
    const out: unknown[] = [];
    for (const child of element.children) {
      if (child.name !== item || child.namespace !== NAMESPACE) {
        if (this.isNew(element, "")) {
          this.report("unknown", element, _("has an element other than {name}", { name: item }));
        }
      } else {
        out.push(this.value(child, shape));
      }
      if (strip(child.tail)) this.refuseStrayText(element, child);
    }
    return out;
  }

  /** Report text in the place of elements; return whether there are no elements. */
  private refuseText(element: Element): boolean {
    if (element.children.length) {
      this.refuseStrayText(element, element);
      return false;
    }
    this.report("type", element, _("has text where elements are expected"));
    return true;
  }

  private refuseStrayText(parent: Element, near: Element): void {
    if (!this.wants("mixed")) return;
    const reason = _("has text between its elements");
    this.onViolation({ code: "mixed", path: pathOf(parent, this.top), reason, token: near });
  }

  private refuseChildren(element: Element): void {
    const stray = [element.text, ...element.children.map(({ tail }) => tail)].some(strip);
    const reason = _("has elements where a plain value is expected");
    this.report(stray ? "mixed" : "type", element, reason);
  }

  private refuseAttributes(root: Element): void {
    const known = new Set(
      this.top.members.filter(({ attribute }) => attribute).map(({ name }) => name),
    );
    for (const element of walk(root)) {
      if (!this.wants("attribute")) return;
      for (const each of element.attributes) {
        const isKnown = !each.namespace && known.has(each.name) && this.isRecord(element);
        if (isLocationHint(each, element) || isKnown) continue;
        const reason = _("has the attribute {name}, which is not allowed", {
          name: shortenName(each.name),
        });
        this.report("attribute", element, reason);
      }
    }
  }

  private isRecord(element: Element): boolean {
    const shape = shapeOf(element, this.top);
    return shape instanceof ObjectType && shape.recordType !== null;
  }
}

/** Read the record type and the attributes of a record. */
function readHead(element: Element, record: ObjectType, out: JsonObject): void {
  out["recordType"] = record.recordType;
  for (const { attribute, name } of record.members) {
    const own = element.attributes.find((each) => each.name === name && !each.namespace);
    if (attribute && own) out[name] = own.value;
  }
}

function integer(text: string): number | null {
  if (!INTEGER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE;
}

function boolean(text: string): boolean | null {
  return text === "true" ? true : text === "false" ? false : null;
}
