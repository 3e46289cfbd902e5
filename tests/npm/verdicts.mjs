// Answers each line {"bare", "documents": [[record, base64], …]} on the standard input with a line
// of verdicts, [true, false, …].
// Usage: node verdicts.mjs BUNDLES. Bare means by JSON.parse and ajv alone, with their own faults;
// else the call works round them.

import { createInterface } from "node:readline";

import { validator } from "./validators.mjs";

const bundles = process.argv[2];
const strict = new TextDecoder("utf-8", { fatal: true }); // without a byte-order mark

// Of each object that is open, the names it has had; null for an array.
function repeatsName(text) {
  const open = [];
  let name = null;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const names = open.at(-1);
      if (names.has(name)) return true;
      names.add(name);
    } else if (token !== ",") name = JSON.parse(token);
  }
  return false;
}

// Whether a number is not whole by its text, while JSON.parse makes it whole.
function roundsNumber(text) {
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|-?[0-9][-+.0-9eE]*/g)) {
    const match = /^-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(token);
    if (!match || !Number.isInteger(Number(token))) continue;
    const [, whole, fraction = "", exponent = "0"] = match;
    const digits = (whole + fraction).replace(/0+$/, "");
    if (digits && digits.length > whole.length + Number(exponent)) return true;
  }
  return false;
}

// Passes on what JSON.parse has read, unless it has half of a surrogate pair.
function whole(name, value) {
  const texts = typeof value === "string" ? [name, value] : [name];
  if (!texts.every((text) => text.isWellFormed())) throw new SyntaxError("half a character");
  return value;
}

function parse(bytes, bare) {
  const text = bare ? bytes.toString() : strict.decode(bytes);
  const value = JSON.parse(text, bare ? undefined : whole);
  if (!bare && repeatsName(text)) throw new SyntaxError("a name stands twice");
  if (!bare && roundsNumber(text)) throw new SyntaxError("a number is not whole");
  return value;
}

function accepts(record, bytes, bare) {
  try {
    return validator(bundles, record)(parse(bytes, bare));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { bare, documents } = JSON.parse(line);
  const verdicts = documents.map(([record, data]) =>
    accepts(record, Buffer.from(data, "base64"), bare));
  console.log(JSON.stringify(verdicts));
}
