// Answers each line [[record, base64], …] on the standard input with a line of verdicts of
// JSON.parse and ajv, [true, false, …].
// Usage: node verdicts.mjs BUNDLES.

import { createInterface } from "node:readline";

import { validator } from "./validators.mjs";

const bundles = process.argv[2];

function accepts(record, bytes) {
  try {
    return validator(bundles, record)(JSON.parse(bytes.toString()));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const verdicts = JSON.parse(line).map(([record, data]) =>
    accepts(record, Buffer.from(data, "base64")));
  console.log(JSON.stringify(verdicts));
}
