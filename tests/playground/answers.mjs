// What the playground's code says of documents. Usage: node answers.mjs CORE DAY, with the day of
// checking, and a path a line on the standard input; answers with a line of JSON for each. XML beside
// the same in JSON is reported in English alone: no message differs with the syntax.

import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const core = await import(pathToFileURL(process.argv[2]));

function converted(data, to) {
  try {
    return { text: core.convert(data, to) };
  } catch (error) {
    if (error instanceof core.ConversionError) return { at: error.pointer, reason: error.reason };
    if (error instanceof core.Refusal) return { reason: error.problem.message };
    throw error;
  }
}

for await (const path of createInterface({ input: process.stdin })) {
  const data = new Uint8Array(readFileSync(path));
  const hasTwin = path.endsWith(".xml") && existsSync(path.replace(/xml$/, "json"));
  const reports = (hasTwin ? ["en"] : ["en", "zh-Hans"]).map((language) => core.validate(data, language, undefined, process.argv[3]));
  const made = { json: converted(data, "json"), xml: converted(data, "xml") };
  console.log(JSON.stringify({ path, reports, made }));
}
