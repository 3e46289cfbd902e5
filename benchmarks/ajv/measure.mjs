// Answers each line of JSON on the standard input with a line of JSON: how long ajv takes.
// Usage: node measure.mjs BUNDLES, where BUNDLES has <record>.bundle.json.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const bundles = process.argv[2];
const validators = new Map();

function validator(record) {
  if (!validators.has(record)) {
    // Our own annotations are not ajv's; patterns are read with the flag "u", as is its default.
    const ajv = new Ajv({ strict: false });
    addFormats(ajv, ["date", "date-time"]);
    ajv.addFormat("decimal", true); // the pattern says it all
    const schema = readFileSync(join(bundles, `${record}.bundle.json`), "utf8");
    validators.set(record, ajv.compile(JSON.parse(schema)));
  }
  return validators.get(record);
}

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
      validate: validator(record),
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
