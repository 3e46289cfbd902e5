// XML of the closed profile: elements, text, a version attribute; no DOCTYPE and no entities.

interface Attribute {
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
}

interface Element {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly Attribute[];
  readonly children: Element[];
  text: string;
}

type Prefixes = ReadonlyMap<string, string>;

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
const HINTS = new Set(["schemaLocation", "noNamespaceSchemaLocation"]);
const XML_NAMES: Prefixes = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
const XML_WHITE = /[ \t\n\r]+/y;
const NCNAME = "[A-Z_a-z\\u00C0-\\uFFFD\\p{L}][-.0-9A-Z_a-z\\u00B7-\\uFFFD\\p{L}]*";
const XML_NAME = new RegExp(`(?:(${NCNAME}):)?(${NCNAME})`, "uy");
const XML_VALUE = /"([^"<]*)"|'([^'<]*)'/y;
const XML_DECLARATION =
  /<\?xml[ \t\n\r]+version[ \t\n\r]*=[ \t\n\r]*(?:"([^"]*)"|'([^']*)')(?:[ \t\n\r]+encoding[ \t\n\r]*=[ \t\n\r]*(?:"([-.0-9A-Z_a-z]+)"|'([-.0-9A-Z_a-z]+)'))?(?:[ \t\n\r]+standalone[ \t\n\r]*=[ \t\n\r]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n\r]*\?>/y;

class XmlParser {
  private readonly text: string;
  private readonly encodings: RegExp;
  private at = 0;

  /** Take a text, and what it may declare as its encoding. */
  constructor(text: string, encodings: RegExp) {
    this.encodings = encodings;
    this.text = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  }

  parse(): Element {
    if (UNREPRESENTABLE.test(this.text)) refuse("", "has a character that XML cannot represent");
    const declaration = this.match(XML_DECLARATION);
    if (declaration && (declaration[1] ?? declaration[2]) !== "1.0") {
      refuse("", "only XML 1.0 is read");
    }
    if (!this.encodings.test(declaration?.[3] ?? declaration?.[4] ?? "")) {
      refuse("", "declares an encoding that is not read: it must be UTF-8 or UTF-16");
    }
    this.skipMisc();
    const root = this.element(XML_NAMES, 0);
    this.skipMisc();
    if (this.at < this.text.length) this.fail("there is more after the end of the document");
    return root;
  }

  private skipMisc(): void {
    do this.match(XML_WHITE);
    while (this.skipMarkup());
  }

  /** Pass over a comment or a processing instruction; return whether there was one. */
  private skipMarkup(): boolean {
    if (this.text.startsWith("<!DOCTYPE", this.at)) refuse("", "has a DOCTYPE, which is not read");
    if (this.take("<!--")) {
      this.until("--");
      if (!this.take(">")) this.fail("has a malformed comment");
      return true;
    }
    if (this.take("<?")) {
      const target = this.match(XML_NAME)?.[0] ?? this.fail("a name is expected");
      if (target.toLowerCase() === "xml") this.fail("an XML declaration comes first");
      const white = this.match(XML_WHITE);
      if (this.until("?>") && !white) this.fail("white space is expected");
      return true;
    }
    return false;
  }

  private element(outer: Prefixes, depth: number): Element {
    if (depth > DEEPEST) this.fail("is nested too deeply");
    if (!this.take("<")) this.fail("an element is expected");
    const [tag = "", prefix = "", name = ""] = this.match(XML_NAME) ?? this.fail("bad markup");
    const { attributes, prefixes } = this.attributes(outer);
    const namespace = prefixes.get(prefix) ?? (prefix && this.fail(`the prefix ${prefix} is unknown`));
    const made: Element = { name, namespace, attributes, children: [], text: "" };
    if (this.take("/>")) return made;
    if (!this.take(">")) this.fail('">" is expected');
    this.content(made, prefixes, depth);
    if (!this.take(tag)) this.fail(`the end of ${tag} is expected`);
    this.match(XML_WHITE);
    if (!this.take(">")) this.fail('">" is expected');
    return made;
  }

  /** Read what an element has inside, and the "</" of its end. */
  private content(made: Element, prefixes: Prefixes, depth: number): void {
    const pieces: string[] = [];
    while (!this.take("</")) {
      const end = this.text.indexOf("<", this.at);
      if (end < 0) this.fail("the document ends too early");
      if (end > this.at) {
        const text = this.text.slice(this.at, end);
        if (text.includes("]]>")) this.fail('has "]]>" in a text');
        pieces.push(this.unescape(text));
        this.at = end;
      } else if (this.take("<![CDATA[")) {
        pieces.push(this.until("]]>"));
      } else if (!this.skipMarkup()) {
        made.children.push(this.element(prefixes, depth + 1));
      }
    }
    made.text = pieces.join("");
  }

  private attributes(outer: Prefixes): { attributes: Attribute[]; prefixes: Prefixes } {
    const found: Attribute[] = [];
    const prefixes = new Map(outer);
    const names = new Set<string>();
    while (this.match(XML_WHITE)) {
      const matched = this.match(XML_NAME);
      if (!matched) break;
      const [whole = "", prefix = "", name = ""] = matched;
      if (names.has(whole)) this.fail(`has the attribute ${whole} twice`);
      names.add(whole);
      this.match(XML_WHITE);
      if (!this.take("=")) this.fail('"=" is expected');
      this.match(XML_WHITE);
      const quoted = this.match(XML_VALUE) ?? this.fail("a value in quotes is expected");
      const value = this.unescape((quoted[1] ?? quoted[2] ?? "").replace(/[\t\n]/g, " "));
      if (prefix === "xmlns") prefixes.set(name, value);
      else if (prefix === "" && name === "xmlns") prefixes.set("", value);
      else found.push({ prefix, name, value });
    }
    const attributes = found.map((each) =>
      each.prefix
        ? { ...each, prefix: prefixes.get(each.prefix) ?? this.fail("has an unknown prefix") }
        : each,
    );
    return { attributes, prefixes };
  }

  private unescape(text: string): string {
    return text.replace(/&([^;&]*;?)/g, (_whole, body: string) => {
      const [, hexadecimal, decimal, name] =
        /^(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([a-z]+));$/.exec(body) ?? [];
      const entity = ENTITIES.get(name ?? "");
      if (entity !== undefined) return entity;
      const code = hexadecimal ? parseInt(hexadecimal, 16) : parseInt(decimal ?? "0", 10);
      const character = code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\0";
      if (UNREPRESENTABLE.test(character)) this.fail("has a reference to an unknown entity");
      return character;
    });
  }

  private until(mark: string): string {
    const end = this.text.indexOf(mark, this.at);
    if (end < 0) this.fail(`"${mark}" is missing`);
    const found = this.text.slice(this.at, end);
    this.at = end + mark.length;
    return found;
  }

  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private fail(reason: string): never {
    const line = this.text.slice(0, this.at).split("\n").length;
    return refuse("", `line ${line} is not well-formed XML: ${reason}`);
  }
}

function trimWhite(text: string): string {
  return text.replace(/^[ \t\n\r]+/, "").replace(/[ \t\n\r]+$/, "");
}

/** Return an element's value as JSON has it, by its table. */
function readStructure(element: Element, type: Structure, pointer: string, isRoot = false): Json {
  const made: { [name: string]: Json } = {};
  if (type.recordType !== undefined) made["recordType"] = type.recordType;
  readAttributes(element, type, pointer, isRoot, made);
  if (trimWhite(element.text)) refuse(pointer, "has text where elements are expected");
  let last = -1;
  for (const child of element.children) {
    const place = below(pointer, child.name);
    const index = type.members.findIndex((each) => each.name === child.name && !each.attribute);
    const member = type.members[index];
    if (!member || child.namespace !== NAMESPACE) {
      return refuse(place, "is not a field of this record");
    }
    if (Object.hasOwn(made, member.name)) refuse(place, "appears more than once");
    if (index < last) refuse(place, "is out of order");
    last = index;
    made[member.name] = readMember(child, member, place);
  }
  return made;
}

function readAttributes(
  element: Element,
  type: Structure | undefined,
  pointer: string,
  isRoot: boolean,
  made: { [name: string]: Json },
): void {
  for (const { prefix, name, value } of element.attributes) {
    if (isRoot && prefix === INSTANCE && HINTS.has(name)) continue; // for editors
    const member = type?.members.find((each) => each.attribute && each.name === name);
    if (!member || prefix !== "") {
      refuse(pointer, `has the attribute ${name}, which is not allowed`);
    } else {
      made[name] = value;
    }
  }
}

function readMember(element: Element, member: Member, pointer: string): Json {
  if (member.item === undefined) return readValue(element, member.type, pointer);
  readAttributes(element, undefined, pointer, false, {});
  if (trimWhite(element.text)) refuse(pointer, "has text where elements are expected");
  return element.children.map((child, index) => {
    if (child.name !== member.item || child.namespace !== NAMESPACE) {
      refuse(pointer, `has an element other than ${member.item}`);
    }
    return readValue(child, member.type, below(pointer, index));
  });
}

function readValue(element: Element, type: Scalar | Structure, pointer: string): Json {
  if (isStructure(type)) return readStructure(element, type, pointer);
  readAttributes(element, undefined, pointer, false, {});
  if (element.children.length) refuse(pointer, "has elements where a plain value is expected");
  if (type.kind === "string") return element.text;
  const text = trimWhite(element.text);
  if (type.kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type.kind === "integer" && /^(?:0|-?[1-9][0-9]*)$/.test(text)) return new JsonNumber(text);
  return text;
}
