// The parser of JSON: strict (RFC 8259), and in the words of orjson where it refuses.

/** A value in a JSON text. */
export interface Node {
  /** Where it starts, in units of UTF-16. */
  readonly at: number;
  readonly value: unknown;
  /** Of an object, its members as the text has them, repeated names and all. */
  readonly entries?: readonly Entry[];
  /** Of an array, its items. */
  readonly items?: readonly Node[];
}

export interface Entry {
  readonly name: string;
  readonly nameAt: number;
  readonly node: Node;
}

export type JsonObject = { [name: string]: unknown };

const DEEPEST = 1024; // that orjson goes
const LARGEST = 1e308; // for a number that no float holds: no type allows either
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t",
};

/** What is no JSON, and where. */
export class Fault extends Error {
  constructor(
    reason: string,
    readonly at: number,
  ) {
    super(reason);
  }
}

/** Parses one text. */
export class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): Node {
    this.blanks();
    const node = this.value();
    this.blanks();
    if (this.at < this.text.length) throw new Fault("unexpected content after document", this.at);
    return node;
  }

  private blanks(): void {
    while (" \t\n\r".includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at += 1;
  }

  /** Return a fault, or that the text ends before anything could be wrong. */
  private fault(reason: string, at = this.at): Fault {
    const end = this.text.length;
    return at >= end ? new Fault("unexpected end of data", end) : new Fault(reason, at);
  }

  private value(): Node {
    const character = this.text.charAt(this.at);
    if (character === "{") return this.object();
    if (character === "[") return this.array();
    const at = this.at;
    if (character === '"') return { at, value: this.string() };
    if (character === "t") return { at, value: this.literal("true", true) };
    if (character === "f") return { at, value: this.literal("false", false) };
    if (character === "n") return { at, value: this.literal("null", null) };
    if (/[-+.0-9]/.test(character)) return { at, value: this.number() };
    throw this.fault("unexpected character, expected a JSON value");
  }

  private deeper(): void {
    this.at += 1;
    this.depth += 1;
    this.blanks();
    // What is on the deepest level must not be opened, not even empty.
    if (this.depth > DEEPEST) throw new Fault("depth limit exceeded", this.at);
  }

  private object(): Node {
    const at = this.at;
    const entries: Entry[] = [];
    const value = Object.create(null) as JsonObject;
    this.deeper();
    if (this.text.charAt(this.at) !== "}") {
      do {
        const comma = this.at;
        if (entries.length) this.at += 1;
        this.blanks();
        if (entries.length && this.text.charAt(this.at) === "}") {
          throw new Fault("trailing comma is not allowed", comma);
        }
        const entry = this.entry();
        entries.push(entry);
        value[entry.name] = entry.node.value;
        this.blanks();
      } while (this.text.charAt(this.at) === ",");
    }
    this.close("}", "unexpected character, expected ',' or '}'");
    return { at, value, entries };
  }

  private entry(): Entry {
    const nameAt = this.at;
    if (this.text.charAt(nameAt) !== '"') {
      throw this.fault("unexpected character, expected a string key");
    }
    const name = this.string();
    this.blanks();
    if (this.text.charAt(this.at) !== ":") {
      throw this.fault("unexpected character, expected ':' after key");
    }
    this.at += 1;
    this.blanks();
    return { name, nameAt, node: this.value() };
  }

  private array(): Node {
    const at = this.at;
    const items: Node[] = [];
    this.deeper();
    if (this.text.charAt(this.at) !== "]") {
      do {
        const comma = this.at;
        if (items.length) this.at += 1;
        this.blanks();
        if (items.length && this.text.charAt(this.at) === "]") {
          throw new Fault("trailing comma is not allowed", comma);
        }
        items.push(this.value());
        this.blanks();
      } while (this.text.charAt(this.at) === ",");
    }
    this.close("]", "unexpected character, expected ',' or ']'");
    return { at, value: items.map((item) => item.value), items };
  }

  private close(bracket: string, otherwise: string): void {
    if (this.text.charAt(this.at) !== bracket) throw this.fault(otherwise);
    this.at += 1;
    this.depth -= 1;
  }

  private literal<T>(word: string, value: T): T {
    const found = this.text.slice(this.at, this.at + word.length);
    if (found !== word) {
      const isCut = this.at + found.length === this.text.length && word.startsWith(found);
      throw this.fault(`invalid literal, expected '${word}'`, isCut ? this.text.length : this.at);
    }
    this.at += word.length;
    return value;
  }

  private number(): number {
    const start = this.at;
    if (this.text.charAt(this.at) === "-") this.at += 1;
    const first = this.text.charAt(this.at);
    if (!/[0-9]/.test(first)) throw this.fault("no digit after sign");
    if (first === "0" && /[0-9]/.test(this.text.charAt(this.at + 1))) {
      throw this.fault("number with leading zero is not allowed");
    }
    this.digits("");
    if (this.text.charAt(this.at) === ".") {
      this.at += 1;
      this.digits("no digit after decimal point");
    }
    if (/[eE]/.test(this.text.charAt(this.at))) {
      this.at += /[-+]/.test(this.text.charAt(this.at + 1)) ? 2 : 1;
      this.digits("no digit after exponent sign");
    }
    const value = Number(this.text.slice(start, this.at));
    return Number.isFinite(value) ? value : Math.sign(value) * LARGEST;
  }

  private digits(otherwise: string): void {
    if (!/[0-9]/.test(this.text.charAt(this.at))) throw this.fault(otherwise);
    while (/[0-9]/.test(this.text.charAt(this.at))) this.at += 1;
  }

  private string(): string {
    this.at += 1;
    let value = "";
    for (;;) {
      const start = this.at;
      let unit = this.text.charCodeAt(this.at);
      while (unit > 0x1f && unit !== 0x22 && unit !== 0x5c) {
        this.at += 1;
        unit = this.text.charCodeAt(this.at);
      }
      value += this.text.slice(start, this.at);
      if (unit === 0x22) break;
      if (unit !== 0x5c) throw this.fault("unexpected control character in string");
      value += this.escape();
    }
    this.at += 1;
    return value;
  }

  private escape(): string {
    const start = this.at;
    const letter = this.text.charAt(start + 1);
    const plain = ESCAPES[letter];
    if (plain !== undefined && letter) {
      this.at += 2;
      return plain;
    }
    const unit = this.unit(start);
    if (unit === null) throw this.cut(start, "invalid escaped sequence in string");
    if ((unit & 0xf800) !== 0xd800) {
      this.at += 6;
      return String.fromCharCode(unit);
    }
    if ((unit & 0xfc00) !== 0xd800) throw new Fault("invalid high surrogate in string", start);
    if (this.text.slice(start + 6, start + 8) !== "\\u") {
      throw this.cut(start, "no low surrogate in string");
    }
    const low = this.unit(start + 6);
    if (low === null) throw this.cut(start, "invalid escape in string");
    if ((low & 0xfc00) !== 0xdc00) throw new Fault("invalid low surrogate in string", start);
    this.at += 12;
    return String.fromCharCode(unit, low);
  }

  /** Return the unit of UTF-16 that an escape at an offset writes, null where there is none. */
  private unit(at: number): number | null {
    const written = this.text.slice(at, at + 6);
    return /^\\u[0-9A-Fa-f]{4}$/.test(written) ? Number.parseInt(written.slice(2), 16) : null;
  }

  /** Return a fault in an escape, or that the text ends within it. */
  private cut(start: number, reason: string): Fault {
    const rest = this.text.slice(start);
    const unit = "\\\\(?:u[0-9A-Fa-f]{0,3})?";
    const isCut = new RegExp(`^(?:${unit}|\\\\u[0-9A-Fa-f]{4}(?:${unit})?)$`).test(rest);
    return this.fault(reason, isCut ? this.text.length : start);
  }
}
