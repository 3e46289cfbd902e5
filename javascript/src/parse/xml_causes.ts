// The cause for which a text is not well-formed XML: the first mistake in it.

import { _ } from "../i18n.js";
import { type Cause, FULL_WIDTH, MOST_STEPS, explainFullWidthMark, explainTruncation } from "./cause.js";
import { matchAt, skip } from "./patterns.js";
import { explainText, explainControlCharacter, findControl, findWebPage } from "./xml_content.js";
import {
  ATTRIBUTE,
  DECLARATION,
  DECLARATION_START,
  END_TAG,
  LEAVES,
  NAME,
  START_TAG,
  isKnown,
} from "./xml_markup.js";
import { explainEndTag, explainStartTag, explainOpenMarkup, explainUnescaped, explainUnknownXml } from "./xml_tags.js";

const TAG_NAME = new RegExp(NAME, "y");
const BLANK = /[ \t\r\n]*/y;
const LINE_END = /\r\n?|\n/g;
const SPANS: readonly (readonly [start: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
];

interface Open {
  readonly name: string;
  readonly at: number;
  /** The prefixes that it declares. */
  readonly prefixes: readonly string[];
}

/** Return the first mistake for which a text is not well-formed; null if none is known. */
export function findXmlCause(text: string): Cause | null {
  return findWebPage(text) ?? new Reader(text).findCause();
}

/** How far a text has been read. */
class Reader {
  private at = 0;
  private readonly open: Open[] = [];
  private readonly prefixes = new Map<string, number>();
  private hasRoot = false;

  constructor(private readonly text: string) {}

  findCause(): Cause | null {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (this.open.length) this.at = skip(LEAVES, this.text, this.at);
      const less = this.text.indexOf("<", this.at);
      const cause = this.explainText(less < 0 ? this.text.length : less);
      if (cause) return cause;
      if (less < 0) return this.explainEnd();
      this.at = less;
      const markup = this.readMarkup();
      if (markup) return markup;
    }
    return null;
  }

  /** Explain text that has a mistake, or is outside the root element. */
  private explainText(end: number): Cause | null {
    const { text } = this;
    const start = skip(BLANK, text, this.at);
    if (this.open.length || start >= end) return explainText(text, this.at, end);
    if (FULL_WIDTH.has(text.charAt(start))) return explainFullWidthMark(text, start);
    if (findControl(text, start, start + 1) !== null) return explainControlCharacter(start);
    if (!this.hasRoot) return explainTextBeforeStart(start);
    const message = _("there is text after the end of the document");
    return { code: "text-after-end", at: start, message, remedy: _("remove everything after the end") };
  }

  /** Step over markup, or explain what is wrong with it. */
  private readMarkup(): Cause | null {
    const { text, at } = this;
    if (matchAt(DECLARATION_START, text, at)) return this.readDeclaration();
    const span = SPANS.find(([start]) => text.startsWith(start, at));
    if (span) return this.readSpan(...span);
    if (text.startsWith("</", at)) return this.readEndTag();
    if (matchAt(TAG_NAME, text, at + 1)) return this.readStartTag();
    if (at + 1 === text.length) return explainTruncation(text, _("the document ends in the middle of a tag"));
    if (FULL_WIDTH.has(text.charAt(at + 1))) return explainFullWidthMark(text, at + 1);
    return text.charAt(at + 1) === "!" ? explainUnknownXml(at) : explainUnescaped(text, at);
  }

  private readDeclaration(): Cause | null {
    const { text, at } = this;
    if (at && this.hasRoot) return explainSecondDocument(at);
    if (at) return explainTextBeforeStart(0);
    this.at = skip(DECLARATION, text, 0);
    return this.at ? null : explainStartTag(text, 0, "<?xml".length);
  }

  /** Step over a comment, a CDATA section or a processing instruction. */
  private readSpan(start: string, closing: string): Cause | null {
    const { text, at } = this;
    const end = text.indexOf(closing, at + start.length);
    if (start === "<!--") {
      const dashes = text.indexOf("--", at + start.length);
      if (end > dashes && dashes >= 0) return explainUnknownXml(dashes);
    }
    if (end < 0) return explainOpenMarkup(at);
    this.at = end + closing.length;
    const control = findControl(text, at, end);
    return control === null ? null : explainControlCharacter(control);
  }

  private readStartTag(): Cause | null {
    const { text, at } = this;
    if (this.hasRoot && !this.open.length) return explainSecondDocument(at);
    const match = matchAt(START_TAG, text, at);
    const { name, attributes = "", empty } = match?.groups ?? {};
    if (match === null || name === undefined) {
      return explainStartTag(text, at, skip(TAG_NAME, text, at + 1));
    }
    this.hasRoot = true;
    this.at = at + match[0].length;
    const start = at + 1 + name.length;
    const end = start + attributes.length;
    const prefixes = [...this.attributes(start, end)].flatMap((each) =>
      each.name.startsWith("xmlns:") ? [each.name.slice(6)] : [],
    );
    for (const each of prefixes) this.prefixes.set(each, (this.prefixes.get(each) ?? 0) + 1);
    const cause = this.isDeclared(name) ? this.explainAttributes(start, end) : explainPrefix(at);
    const element = { name, at, prefixes };
    if (empty) this.forget(element);
    else this.open.push(element);
    return cause;
  }

  private *attributes(start: number, end: number): Generator<{ name: string; at: number; end: number; valueAt: number }> {
    let at = start;
    while (at < end) {
      const match = matchAt(ATTRIBUTE, this.text, at);
      const { name, value } = match?.groups ?? {};
      if (match === null || name === undefined || value === undefined) return;
      const nameAt = skip(BLANK, this.text, at);
      at += match[0].length;
      yield { name, at: nameAt, end: at, valueAt: at - value.length };
    }
  }

  /** Explain an undeclared prefix, an attribute that appears twice, or a wrong value. */
  private explainAttributes(start: number, end: number): Cause | null {
    const seen = new Set<string>();
    for (const each of this.attributes(start, end)) {
      if (seen.has(each.name)) {
        const message = _("this attribute appears twice in its element");
        return { code: "duplicate-attribute", at: each.at, message, remedy: _("remove one of the two") };
      }
      seen.add(each.name);
      if (!this.isDeclared(each.name)) return explainPrefix(each.at);
      const cause = explainText(this.text, each.valueAt, each.end, true);
      if (cause) return cause;
    }
    return null;
  }

  private isDeclared(name: string): boolean {
    const [prefix = "", local] = name.split(":", 2);
    return local === undefined || ["xml", "xmlns"].includes(prefix) || (this.prefixes.get(prefix) ?? 0) > 0;
  }

  private forget({ prefixes }: Open): void {
    for (const each of prefixes) this.prefixes.set(each, (this.prefixes.get(each) ?? 0) - 1);
  }

  private readEndTag(): Cause | null {
    const { text, at } = this;
    const match = matchAt(END_TAG, text, at);
    const name = match?.groups?.name;
    if (match === null || name === undefined) return explainEndTag(text, at);
    const last = this.open.pop();
    if (last === undefined) {
      const message = _("there is an end tag after the end of the document");
      return { code: "text-after-end", at, message, remedy: _("remove everything after the end") };
    }
    this.forget(last);
    this.at = at + match[0].length;
    return name === last.name ? null : this.explainMismatch(last, at, name);
  }

  /** Explain an end tag that is not that of the last element that is open. */
  private explainMismatch({ name, at: start }: Open, at: number, other: string): Cause {
    const cause = this.findFullWidthTag(start, at, [`/${name}`, other]);
    if (cause) return cause;
    if (this.open.some((each) => each.name === other)) return explainOpenElement(name, start);
    const values = { name, line: countXmlLine(this.text, start) };
    const message = isKnown(name)
      ? _("this end tag does not match the start tag <{name}> in line {line}", values)
      : _("this end tag does not match the start tag in line {line}", values);
    const remedy = _("write the same name in both tags, in the same upper and lower case");
    return { code: "tag-mismatch", at, message, remedy };
  }

  /** Explain a tag that begins with a full-width mark, which is text to a parser. */
  private findFullWidthTag(start: number, end: number, names: readonly string[]): Cause | null {
    const { text } = this;
    for (let at = text.indexOf("＜", start); at >= 0 && at < end; at = text.indexOf("＜", at + 1)) {
      if (names.some((name) => text.startsWith(name, at + 1))) return explainFullWidthMark(text, at);
    }
    return null;
  }

  /** Explain a text that ends in an element, or without one. */
  private explainEnd(): Cause | null {
    const { text } = this;
    const last = this.open.at(-1);
    if (last === undefined) {
      if (this.hasRoot) return null;
      return explainTruncation(text, _("the document ends before its root element"));
    }
    const cause = this.findFullWidthTag(last.at, text.length, [`/${last.name}`]);
    if (cause) return cause;
    if (this.open.length === 1) return explainOpenElement(last.name, last.at);
    const line = countXmlLine(text, last.at);
    return explainTruncation(text, _("the document ends before the element in line {line} is closed", { line }));
  }
}

function explainTextBeforeStart(at: number): Cause {
  const message = _("there is something before the start of the document");
  const remedy = _("remove everything before it, and blank lines before <?xml");
  return { code: "text-before-start", at, message, remedy };
}

function explainSecondDocument(at: number): Cause {
  const message = _("a second document begins here; an XML file contains one");
  return { code: "several-documents", at, message, remedy: _("save each document in a file of its own") };
}

function explainPrefix(at: number): Cause {
  const message = _("the prefix of this name is not declared");
  const remedy = _("remove the prefix, or declare it with an xmlns attribute");
  return { code: "undeclared-prefix", at, message, remedy };
}

function explainOpenElement(name: string, at: number): Cause {
  const [message, remedy] = isKnown(name)
    ? [
        _("the element <{name}> that begins here has no end tag", { name }),
        _("write </{name}> where the element ends", { name }),
      ]
    : [_("the element that begins here has no end tag"), _("write its end tag")];
  return { code: "unclosed-element", at, message, remedy };
}

/** Return the line, from 1, of an offset, where a line ends as XML has it. */
function countXmlLine(text: string, at: number): number {
  return (text.slice(0, at).match(LINE_END)?.length ?? 0) + 1;
}
