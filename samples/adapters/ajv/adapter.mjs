// ajv under test. Usage: node adapter.mjs BUNDLES, where BUNDLES has <record>.bundle.json.
// Reads a path a line, answers {"file": …, "valid": …, "problems": […]} a line.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const bundles = process.argv[2];
const records = [
  "registration", "materials", "interview", "dossier", "message",
  "registrationDraft", "materialsDraft", "interviewDraft",
];
const utf8 = new TextDecoder("utf-8", { fatal: true }); // without a byte-order mark

const ajv = new Ajv({ strict: false, allErrors: true }); // our annotations are not ajv's
addFormats(ajv, ["date", "date-time"]);
ajv.addFormat("decimal", true); // the pattern says it all
const validators = new Map(records.map((record) => {
  const schema = JSON.parse(readFileSync(join(bundles, `${record}.bundle.json`), "utf8"));
  return [record, ajv.compile(schema)];
}));

const codes = {
  required: "missing", additionalProperties: "unknown", minItems: "count", maxItems: "count",
  minLength: "length", maxLength: "length", minimum: "range", maximum: "range", const: "enum",
};
const escape = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

function problem({ keyword, instancePath, params }) {
  const name = params.missingProperty ?? params.additionalProperty;
  const pointer = name === undefined ? instancePath : `${instancePath}/${escape(name)}`;
  return { code: codes[keyword] ?? keyword, pointer };
}

function problems(path) {
  let text;
  try {
    text = utf8.decode(readFileSync(path));
  } catch {
    return [{ code: "encoding", pointer: "" }];
  }
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ code: "syntax", pointer: "" }];
  }
  const validate = validators.get(value?.recordType);
  if (validate === undefined) {
    return [{ code: "record", pointer: "/recordType" }];
  }
  return validate(value) ? [] : validate.errors.map(problem);
}

for await (const file of createInterface({ input: process.stdin })) {
  const found = problems(file);
  console.log(JSON.stringify({ file, valid: found.length === 0, problems: found }));
}
