// Answers each line of JSON on the standard input with a line of JSON: how long ajv takes.
// Usage: node measure.mjs BUNDLES, where BUNDLES has <record>.bundle.json.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { validator } from "../tests/npm/validators.mjs";

const bundles = process.argv[2];

function nanoseconds(documents, times) {
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; time += 1) {
    for (const { validate, source } of documents) {
      validate(JSON.parse(source.toString()));
    }
  }
  return Number(process.hrtime.bigint() - start);
}

const known = new Map();

function documents(files, text) {
  const key = JSON.stringify([files, text]);
  if (!known.has(key)) {
    known.set(key, files.map(([record, path]) => ({
      validate: validator(bundles, record),
      source: readFileSync(path, text ? "utf8" : null),
    })));
  }
  return known.get(key);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { files, times, text } = JSON.parse(line);
  const found = documents(files, text);
  const valid = found.map(({ validate, source }) => validate(JSON.parse(source.toString())));
  console.log(JSON.stringify({ valid, nanoseconds: nanoseconds(found, times) }));
}
