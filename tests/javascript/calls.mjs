// Calls functions of the package. Usage: node calls.mjs PACKAGE; reads an array of calls a line as JSON,
// each {"call": name, "path": …, or "text": …, or "value": …, "rest": […]}, and answers with an array of
// what each returns, or of the error that it throws.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [own, report] = await Promise.all(
  ["index", "report"].map((name) => import(pathToFileURL(`${process.argv[2]}/dist/${name}.js`))),
);
const library = { ...report, ...own };

async function answer({ call, path, text, value, rest = [] }) {
  try {
    const source = path === undefined ? (text ?? value) : readFileSync(path);
    return { returned: await library[call](source, ...rest) };
  } catch (error) {
    return { thrown: error.name, message: error.message, ...error };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answers = [];
  for (const call of JSON.parse(line)) answers.push(await answer(call));
  console.log(JSON.stringify(answers));
}
