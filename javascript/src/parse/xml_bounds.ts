// Bounds on what an XML document holds, kept before it is parsed.

import { _ } from "../i18n.js";
import type { Limits } from "../limits.js";
import { formatNumber } from "../numbers.js";
import {
  LONGEST_TEXT,
  type Span,
  countMarks,
  findExcess,
  hasLongRun,
  invertSpans,
  isContent,
  longestContent,
  needsLook,
  refuseLength,
  refuseSize,
  refuseValues,
} from "./bounds.js";
import { countCharacters, latin1, startsWith } from "./bytes.js";
import type { Position } from "./json.js";
import { type Refusal, refuse } from "./refusal.js";
import { SUPPORTED, decode, detectEncoding } from "./xml_declaration.js";

// Attributes with declarations of namespaces: only records have some. Engines compare those of an
// element with one another.
const MOST_ATTRIBUTES = 10_000;
const MOST_OF_ELEMENT = 256;
const WIDE = ["\xff\xfe", "\xfe\xff", "<\0", "\0<"]; // how UTF-16 begins
const CONTENT = "content>";
const CONTENT_TAG = /<(?:[^<>/ \t\n\r\f\v:"']{1,100}:)?content>$/;
const TAG_START = 128; // bytes before the end of such a tag that surely have its start
const DECLARATION = /^(?:\xef\xbb\xbf)?<\?xml[^<>?]*\?>/;
const NAME = /^(?:[^ \t\n\r\f\v/:]*:)?([^ \t\n\r\f\v/:]+)/;
const ATTRIBUTE = /=[ \t\r\n]*(?:"[^"]*"|'[^']*')/g;
// Markup that may hide other markup, by its start; what has no end is no tag.
const SPANS: readonly (readonly [start: string, end: string, kind: Kind])[] = [
  ["<![CDATA[", "]]>", "hidden"],
  ["<!--", "-->", "passed"],
  ["<?", "?>", "passed"],
];

type Kind = "hidden" | "passed" | "end" | "tag";

/** A piece of markup. */
interface Markup {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** What is in a tag, "" in others. */
  readonly tag: string;
}

/**
 * Check that an XML document has no more elements, and no longer texts, than any record.
 *
 * @throws Refusal if it has.
 */
export function checkXmlBounds(data: Uint8Array, limits: Limits): void {
  if (!needsLook(data, limits)) return;
  if (WIDE.some((start) => startsWith(data, start))) {
    new Bounds(new TextEncoder().encode(decode(data)), "utf-8", limits).check();
    return;
  }
  const encoding = detectEncoding(data).toLowerCase();
  // Others are refused, but not yet.
  new Bounds(data, SUPPORTED.includes(encoding) ? encoding : "latin1", limits).check();
}

/** The bounds of one document, in which markup is as in ASCII. */
class Bounds {
  private readonly text: string;
  private elements = 0;
  private attributes = 0;

  constructor(
    private readonly data: Uint8Array,
    private readonly encoding: string,
    private readonly limits: Limits,
  ) {
    this.text = latin1(data);
  }

  check(): void {
    const { text, limits } = this;
    const pieces = invertSpans(this.contents(), text.length);
    const excess = findExcess(pieces, limits);
    if (excess !== null) throw refuseSize(limits, "xml", this.position(excess));
    if (
      pieces.length > limits.maxValues ||
      this.hasMoreElements() ||
      countMarks(text, "=") > MOST_OF_ELEMENT ||
      hasLongRun(text, pieces, "<") ||
      this.hidesSomething()
    ) {
      this.checkMarkup();
    }
  }

  /** Yield where the content of attachments is, no more of it than there may be values. */
  private *contents(): Generator<Span> {
    const { text } = this;
    let at = 0;
    for (let number = 0; number <= this.limits.maxValues; number += 1) {
      at = text.indexOf(CONTENT, at);
      if (at < 0) return;
      const start = at + CONTENT.length;
      if (!CONTENT_TAG.test(text.slice(Math.max(0, at - TAG_START), start))) {
        at = start;
        continue;
      }
      at = text.indexOf("<", start);
      if (at < 0) return;
      if (isContent(text, start, at)) yield [start, at];
    }
  }

  /** Return whether there may be more elements than there may; see `hidesSomething`. */
  private hasMoreElements(): boolean {
    return countMarks(this.text, "<") - countMarks(this.text, "</") > this.limits.maxValues;
  }

  /**
   * Return whether there may be comments, instructions or sections of characters.
   *
   * What is in them counts where it should not, and what is around them is one text.
   */
  private hidesSomething(): boolean {
    const start = DECLARATION.exec(this.text)?.[0].length ?? 0;
    return ["<!", "<?"].some((mark) => this.text.includes(mark, start));
  }

  /** Check each piece of markup, up to where the document is malformed. */
  private checkMarkup(): void {
    let [at, text, name] = [0, 0, ""];
    for (let markup = this.read(at); markup; markup = this.read(at)) {
      const { kind, start, end, tag } = markup;
      text += start - at;
      if (kind !== "hidden" && end - start > LONGEST_TEXT) {
        throw refuseLength("xml", this.position(start));
      }
      if (kind === "hidden") {
        text += end - start;
      } else if (kind !== "passed") {
        this.checkText(start - text, start, name, kind === "end");
        [text, name] = [0, openedName(tag)];
      }
      at = end;
      if (kind !== "end") this.elements += 1;
      if (this.elements > this.limits.maxValues) {
        throw refuseValues(this.limits, "xml", this.position(start));
      }
      if (tag.includes("=")) this.checkAttributes(start, [...tag.matchAll(ATTRIBUTE)].length);
    }
  }

  /** Return the piece of markup from an offset on; null where none is, or it has no end. */
  private read(from: number): Markup | null {
    const { text } = this;
    const start = text.indexOf("<", from);
    if (start < 0) return null;
    const span = SPANS.find(([each]) => text.startsWith(each, start));
    if (span) {
      const [first, last, kind] = span;
      const at = text.indexOf(last, start + first.length);
      return at < 0 ? null : { kind, start, end: at + last.length, tag: "" };
    }
    if (text.startsWith("</", start)) {
      const end = text.indexOf(">", start);
      const isTag = end >= 0 && !text.slice(start + 1, end).includes("<");
      return isTag ? { kind: "end", start, end: end + 1, tag: "" } : null;
    }
    const end = findTagEnd(text, start + 1);
    return end === null
      ? null
      : { kind: "tag", start, end: end + 1, tag: text.slice(start + 1, end) };
  }

  private checkAttributes(start: number, own: number): void {
    this.attributes += own;
    if (own > MOST_OF_ELEMENT) {
      const limit = formatNumber(MOST_OF_ELEMENT);
      throw this.refuse(_("an element has more than {limit} attributes", { limit }), start);
    }
    if (this.attributes > MOST_ATTRIBUTES) {
      const limit = formatNumber(MOST_ATTRIBUTES);
      throw this.refuse(_("the document has more than {limit} attributes", { limit }), start);
    }
  }

  /** Check a text, and what is passed over in it; a tag ends it. Blanks between elements are no text. */
  private checkText(start: number, end: number, name: string, isLeaf: boolean): void {
    if (end - start <= LONGEST_TEXT) return;
    const longest =
      isLeaf && name === "content" ? longestContent(this.text, start, end) : LONGEST_TEXT;
    const isBlank = !(isLeaf && name) && !/[^ \t\n\r\f\v]/.test(this.text.slice(start, end));
    if (end - start > longest && !isBlank) {
      throw refuseLength("xml", this.position(start), longest);
    }
  }

  private refuse(message: string, start: number): Refusal {
    return refuse("limit", message, { syntax: "xml", ...this.position(start) });
  }

  /** Return the position of an offset in bytes. */
  private position(at: number): Position {
    const before = this.text.slice(0, at);
    const last = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
    const [feeds, returns] = [countMarks(before, "\n"), countMarks(before, "\r")];
    const decoder = new TextDecoder(this.encoding, { ignoreBOM: true });
    const head = decoder.decode(this.data.subarray(last + 1, at)).replace(/^\ufeff+/, "");
    return {
      line: feeds + returns - countMarks(before, "\r\n") + 1,
      column: countCharacters(head, 0, head.length) + 1,
    };
  }
}

/** Return the offset of the > that ends a start tag; null where none does. */
function findTagEnd(text: string, from: number): number | null {
  for (let at = from; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark === ">") return at;
    if (mark === "<") return null;
    if (mark !== '"' && mark !== "'") continue;
    const close = text.indexOf(mark, at + 1);
    if (close < 0 || text.slice(at, close).includes("<")) return null;
    at = close;
  }
  return null;
}

/** Return the local name of the element that a tag opens; nothing where it is empty. */
function openedName(tag: string): string {
  return tag.endsWith("/") ? "" : (NAME.exec(tag)?.[1] ?? "");
}
