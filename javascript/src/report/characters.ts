// Characters that a report must not pass on as they are: see swschema.report.characters in Python.

// C0 and C1 controls, line separators, bidirectional and zero-width ones, surrogates and others.
const HIDDEN =
  /[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/gu;
const SURROGATE = /\p{Surrogate}/gu;
const REPLACEMENT = "\ufffd";
const SYMBOLS = 0x2400; // Control Pictures: ␊ stands for a line feed
const NARROW = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** Return a text on one line, with symbols for what would act instead of being seen. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (character) => {
    if (character === "\x7f") return "␡";
    const point = character.charCodeAt(0);
    return point < 0x20 ? String.fromCharCode(SYMBOLS + point) : REPLACEMENT;
  });
}

/** Return a document's name for the beginning of a line, where GitHub would take some as commands. */
export function showName(name: string): string {
  return showHidden(/^(?:::|##\[)/.test(name) ? `./${name}` : name);
}

/** Return a text that UTF-8 can represent. */
export function replaceSurrogates(text: string): string {
  return text.replace(SURROGATE, REPLACEMENT);
}

/** Return how many columns of a terminal a text takes: two for a Chinese character. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (!NARROW.test(character)) columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

/** Return a value as JSON, characters that would act instead of being seen escaped. */
export function writeJson(value: unknown, indent = 0): string {
  const plain = (_name: string, each: unknown): unknown =>
    typeof each === "string" ? replaceSurrogates(each) : each;
  return JSON.stringify(value, plain, indent).replace(HIDDEN, (each) => {
    return each === "\n" ? each : `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
