// ajv over a file of NDJSON; prints how many records it has read and how many it refuses.
// Usage: node ajv.mjs BUNDLES FILE, where BUNDLES has <record>.bundle.json.

import { openSync, readSync } from "node:fs";

import { validator } from "../../tests/npm/validators.mjs";

const [bundles, path] = process.argv.slice(2);
const RECORDS = new Set(["registration", "materials", "interview", "message", "dossier"]);
const BLOCK = 1 << 22; // bytes; of sizes tried, as quick as any
const NEWLINE = 10;

function accepts(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  const record = value?.recordType;
  return RECORDS.has(record) && validator(bundles, record)(value);
}

// Synchronous, and one buffer that a record lies in as a whole: quicker than node:readline, which
// makes a string of each block and splits that.
const file = openSync(path);
let buffer = Buffer.allocUnsafe(BLOCK);
let [kept, records, invalid] = [0, 0, 0];

function take(start, end) {
  if (start === end) return;
  records += 1;
  if (!accepts(buffer.utf8Slice(start, end))) invalid += 1;
}

for (;;) {
  if (kept === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(kept)]);
  const read = readSync(file, buffer, kept, buffer.length - kept);
  const end = kept + read;
  let start = 0;
  for (let at = kept; (at = buffer.indexOf(NEWLINE, at)) !== -1 && at < end; start = at) {
    take(start, at);
    at += 1;
  }
  if (read === 0) {
    take(start, end);
    break;
  }
  buffer.copy(buffer, 0, start, end);
  kept = end - start;
}
console.log(JSON.stringify({ records, invalid }));
