// A parser of JSON: strict (RFC 8259), with the limits of orjson.

/** A value in a JSON text. */
export interface Node {
  /** Where it starts, in units of UTF-16. */
  readonly at: number;
  readonly value: unknown;
  /** Of an object, its members in the order of the text, also those with repeated names. */
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

const MAX_DEPTH = 1024; // orjson's
const LARGEST = 1e308; // in place of a number too large for a float: no type allows either
const BROKEN = 0.5; // in place of a number that only a float makes whole, likewise
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t",
};

/** Return whether a number is whole by its text. */
function isWhole(text: string): boolean {
  const [mantissa = "", exponent = ""] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/0+$/, "");
  return !digits || digits.length <= whole.length + Number(exponent);
}

/** A text is not JSON, and where it is not. */
export class JsonSyntaxError extends Error {
  constructor(
    readonly at: number,
    readonly isTooDeep = false,
  ) {
    super("not JSON");
  }
}

/** Parses one text. */
export class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): Node {
    this.skipSpace();
    const node = this.value();
    this.skipSpace();
    if (this.at < this.text.length) throw new JsonSyntaxError(this.at);
    return node;
  }

  private skipSpace(): void {
    while (" \t\n\r".includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at += 1;
  }

  private error(at = this.at): JsonSyntaxError {
    return new JsonSyntaxError(Math.min(at, this.text.length));
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
    throw this.error();
  }

  private enter(): void {
    this.at += 1;
    this.depth += 1;
    this.skipSpace();
    // Even an empty object or array must not be below the deepest level.
    if (this.depth > MAX_DEPTH) throw new JsonSyntaxError(this.at, true);
  }

  private object(): Node {
    const at = this.at;
    const entries: Entry[] = [];
    const value = Object.create(null) as JsonObject;
    this.enter();
    if (this.text.charAt(this.at) !== "}") {
      do {
        const comma = this.at;
        if (entries.length) this.at += 1;
        this.skipSpace();
        if (entries.length && this.text.charAt(this.at) === "}") {
          throw new JsonSyntaxError(comma);
        }
        const entry = this.entry();
        entries.push(entry);
        value[entry.name] = entry.node.value;
        this.skipSpace();
      } while (this.text.charAt(this.at) === ",");
    }
    this.leave("}");
    return { at, value, entries };
  }

  private entry(): Entry {
    const nameAt = this.at;
    if (this.text.charAt(nameAt) !== '"') {
      throw this.error();
    }
    const name = this.string();
    this.skipSpace();
    if (this.text.charAt(this.at) !== ":") {
      throw this.error();
    }
    this.at += 1;
    this.skipSpace();
    return { name, nameAt, node: this.value() };
  }

  private array(): Node {
    const at = this.at;
    const items: Node[] = [];
    this.enter();
    if (this.text.charAt(this.at) !== "]") {
      do {
        const comma = this.at;
        if (items.length) this.at += 1;
        this.skipSpace();
        if (items.length && this.text.charAt(this.at) === "]") {
          throw new JsonSyntaxError(comma);
        }
        items.push(this.value());
        this.skipSpace();
      } while (this.text.charAt(this.at) === ",");
    }
    this.leave("]");
    return { at, value: items.map((item) => item.value), items };
  }

  private leave(bracket: string): void {
    if (this.text.charAt(this.at) !== bracket) throw this.error();
    this.at += 1;
    this.depth -= 1;
  }

  private literal<T>(word: string, value: T): T {
    const slice = this.text.slice(this.at, this.at + word.length);
    if (slice !== word) {
      const isCut = this.at + slice.length === this.text.length && word.startsWith(slice);
      throw this.error(isCut ? this.text.length : this.at);
    }
    this.at += word.length;
    return value;
  }

  private number(): number {
    const start = this.at;
    if (this.text.charAt(this.at) === "-") this.at += 1;
    const first = this.text.charAt(this.at);
    if (!/[0-9]/.test(first)) throw this.error();
    if (first === "0" && /[0-9]/.test(this.text.charAt(this.at + 1))) {
      throw this.error();
    }
    this.digits();
    if (this.text.charAt(this.at) === ".") {
      this.at += 1;
      this.digits();
    }
    if (/[eE]/.test(this.text.charAt(this.at))) {
      this.at += /[-+]/.test(this.text.charAt(this.at + 1)) ? 2 : 1;
      this.digits();
    }
    const text = this.text.slice(start, this.at);
    const value = Number(text);
    if (!Number.isFinite(value)) return Math.sign(value) * LARGEST;
    return Number.isInteger(value) && !isWhole(text) ? BROKEN : value;
  }

  private digits(): void {
    if (!/[0-9]/.test(this.text.charAt(this.at))) throw this.error();
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
      if (unit !== 0x5c) throw this.error();
      value += this.escape();
    }
    this.at += 1;
    return value;
  }

  private escape(): string {
    const start = this.at;
    const letter = this.text.charAt(start + 1);
    const character = ESCAPES[letter];
    if (character !== undefined && letter) {
      this.at += 2;
      return character;
    }
    const unit = this.unit(start);
    if (unit === null) throw this.escapeError(start);
    if ((unit & 0xf800) !== 0xd800) {
      this.at += 6;
      return String.fromCharCode(unit);
    }
    if ((unit & 0xfc00) !== 0xd800) throw new JsonSyntaxError(start);
    if (this.text.slice(start + 6, start + 8) !== "\\u") {
      throw this.escapeError(start);
    }
    const low = this.unit(start + 6);
    if (low === null) throw this.escapeError(start);
    if ((low & 0xfc00) !== 0xdc00) throw new JsonSyntaxError(start);
    this.at += 12;
    return String.fromCharCode(unit, low);
  }

  /** Return the UTF-16 unit of an escape at an offset, null where there is none. */
  private unit(at: number): number | null {
    const escape = this.text.slice(at, at + 6);
    return /^\\u[0-9A-Fa-f]{4}$/.test(escape) ? Number.parseInt(escape.slice(2), 16) : null;
  }

  /** Return an error in an escape; where the text ends in it, that error. */
  private escapeError(start: number): JsonSyntaxError {
    const rest = this.text.slice(start);
    const unit = "\\\\(?:u[0-9A-Fa-f]{0,3})?";
    const isCut = new RegExp(`^(?:${unit}|\\\\u[0-9A-Fa-f]{4}(?:${unit})?)$`).test(rest);
    return this.error(isCut ? this.text.length : start);
  }
}
