// What the package says of documents. Usage: node answers.mjs PACKAGE DAY, with the day of checking,
// and a path a line on the standard input; answers with a line of JSON for each. XML beside the same
// in JSON is reported in English alone: no message differs with the syntax.

import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , folder, asOf] = process.argv;
const library = await import(pathToFileURL(`${folder}/dist/index.js`));

async function attempt(run) {
  try {
    return { text: await run() };
  } catch (error) {
    if (error instanceof library.ConversionError) return { at: error.pointer, reason: error.reason };
    if (error instanceof library.InvalidDocumentError) return { reason: error.report.problems[0].message };
    throw error;
  }
}

for await (const path of createInterface({ input: process.stdin })) {
  const data = new Uint8Array(readFileSync(path));
  const hasTwin = path.endsWith(".xml") && existsSync(path.replace(/xml$/, "json"));
  const reports = [];
  for (const language of hasTwin ? ["en"] : ["en", "zh-Hans"]) {
    reports.push(await library.validate(data, { name: path, language, asOf }));
  }
  const made = {
    json: await attempt(() => library.toJson(data, { indent: true })),
    xml: await attempt(() => library.toXml(data, { indent: true })),
    digest: await attempt(() => library.digest(data)),
  };
  console.log(JSON.stringify({ path, reports, made }));
}
