// Reads each document named on standard input, and writes it to files in both syntaxes.
import { readFileSync, writeFileSync } from "node:fs";

import { readJson, readXml, writeJson, writeXml } from "./swschema.js";

const folder = process.argv[2] ?? ".";
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
paths.forEach((path, index) => {
  const place = `${folder}/${index}`;
  try {
    const source = readFileSync(path);
    const options = { keepUnknownCodes: path.includes("/keep/") };
    const read = path.endsWith(".xml") ? readXml : readJson;
    const record = read(source, undefined, options);
    writeFileSync(`${place}.json`, writeJson(record, options));
    writeFileSync(`${place}.xml`, writeXml(record, options));
  } catch (error) {
    writeFileSync(`${place}.txt`, String(error));
  }
});
