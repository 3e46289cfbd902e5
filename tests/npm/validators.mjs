// ajv, compiled for a record type. `validator(bundles, record)`, where BUNDLES is the folder that
// has <record>.bundle.json.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const validators = new Map();

export function validator(bundles, record) {
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
