// JSON, read strictly: JSON.parse keeps the last of two members with one name, and rounds numbers.

const WORDS: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];
const JSON_WHITE = /[ \t\n\r]*/y;
const JSON_STRING = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const JSON_NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const DEEPEST = 100;

class JsonParser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text.startsWith("\uFEFF") ? text.slice(1) : text;
  }

  parse(): Json {
    const value = this.value("", 0);
    this.skip();
    if (this.at < this.text.length) this.fail("there is more after the end of the document");
    return value;
  }

  private value(pointer: string, depth: number): Json {
    if (depth > DEEPEST) this.fail("is nested too deeply");
    this.skip();
    const first = this.text[this.at];
    if (first === "{") return this.object(pointer, depth);
    if (first === "[") return this.array(pointer, depth);
    if (first === '"') return this.string();
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return new JsonNumber(this.match(JSON_NUMBER) ?? this.fail("a value is expected"));
  }

  private object(pointer: string, depth: number): Json {
    const made: { [name: string]: Json } = Object.create(null) as { [name: string]: Json };
    this.at += 1;
    if (this.take("}")) return made;
    do {
      this.skip();
      const name = this.string();
      if (name in made) refuse(below(pointer, name), "appears more than once");
      if (!this.take(":")) this.fail('":" is expected');
      made[name] = this.value(below(pointer, name), depth + 1);
    } while (this.take(","));
    if (!this.take("}")) this.fail('"," or "}" is expected');
    return made;
  }

  private array(pointer: string, depth: number): Json {
    const made: Json[] = [];
    this.at += 1;
    if (this.take("]")) return made;
    do {
      made.push(this.value(below(pointer, made.length), depth + 1));
    } while (this.take(","));
    if (!this.take("]")) this.fail('"," or "]" is expected');
    return made;
  }

  private string(): string {
    return JSON.parse(this.match(JSON_STRING) ?? this.fail("a string is expected")) as string;
  }

  private skip(): void {
    this.match(JSON_WHITE);
  }

  private take(mark: string): boolean {
    this.skip();
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found?.[0];
  }

  private fail(reason: string): never {
    const line = this.text.slice(0, this.at).split("\n").length;
    return refuse("", `line ${line} is not well-formed JSON: ${reason}`);
  }
}
