// The npm package swschema under test. Usage: node adapter.mjs, where `npm install swschema` was run.
// Reads a path a line, answers {"file": …, "valid": …, "problems": […]} a line.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { validate } from "swschema";

const asOf = process.env.SWSCHEMA_AS_OF;
const options = asOf === undefined ? {} : { asOf };
for await (const file of createInterface({ input: process.stdin })) {
  const { valid, problems } = await validate(readFileSync(file), options);
  const found = problems.map(({ code, pointer, line, severity }) => ({ code, pointer, line, severity }));
  console.log(JSON.stringify({ file, valid, problems: found }));
}
