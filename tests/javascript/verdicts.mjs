// The package as an engine of the parity run. Usage: node verdicts.mjs PACKAGE; reads documents in base64
// and options a line as JSON, and answers with their reports.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { validate } = await import(pathToFileURL(`${process.argv[2]}/dist/index.js`));

for await (const line of createInterface({ input: process.stdin })) {
  const [documents, options] = JSON.parse(line);
  const reports = [];
  for (const each of documents) reports.push(await validate(Buffer.from(each, "base64"), options));
  console.log(JSON.stringify(reports));
}
