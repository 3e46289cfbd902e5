// Builds the page from src/, data/ and page/. Usage:
// node build.mjs [FOLDER]       the page, in docs/playground/ or another folder
// node build.mjs --node FILE    the core alone, as a module for Node

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const read = (path) => readFileSync(join(here, path), "utf8");

/** Return the code of validators: of each record as a whole, and of each type without its parts. */
function validators() {
  const { $defs: bundle } = JSON.parse(read("../schemas/v1/bundles/swschema.bundle.json"));
  const { types } = JSON.parse(read("data/specification.json"));
  const records = Object.entries(types).flatMap(([name, { record }]) => (record ? [[record, name]] : []));
  const names = Object.keys(bundle).map((name) => [name, name]);
  const emptied = Object.entries(bundle).map(([name, type]) => [name, withoutParts(type, bundle)]);
  return {
    records: generate(bundle, records, { allErrors: false }),
    types: generate(Object.fromEntries(emptied), names, { allErrors: true }),
  };
}

/** Return a type's schema without those of the objects and items in it. */
function withoutParts(type, types) {
  if (type.type !== "object") return type;
  const replace = ({ items, ...schema }) => {
    if (schema.type === "array") return schema;
    const named = types[schema.$ref?.split("/").at(-1)];
    return named?.type === "object" ? { type: "object" } : schema;
  };
  const properties = Object.entries(type.properties).map(([name, each]) => [name, replace(each)]);
  return { ...type, properties: Object.fromEntries(properties) };
}

/** Return a module that exports `validators` of some types by name. */
function generate($defs, names, { allErrors }) {
  const options = { strict: false, allErrors, inlineRefs: false };
  const ajv = new Ajv({ ...options, code: { source: true, esm: true } });
  addFormats(ajv, ["date", "date-time"]);
  ajv.addFormat("decimal", true); // its pattern checks all of it
  ajv.addSchema({ $defs }, "v1");
  const refs = names.map(([name, type]) => [name, `v1#/$defs/${type}`]);
  const code = standalone.default(ajv, Object.fromEntries(refs));
  return `${code}\nexport const validators = {${names.map(([name]) => name).join(", ")}};\n`;
}

/** Return the samples that the page offers: valid ones, and one with each mistake. */
function samples() {
  const { examples } = JSON.parse(read("data/specification.json"));
  const codes = new Map(Object.entries(examples).map(([code, id]) => [id, code]));
  const valid = [];
  const mistakes = { json: [], xml: [] };
  const families = new Map(); // of rules: one sample for each
  for (const sample of JSON.parse(read("../samples/manifest.json")).samples) {
    const { id, files, problems, level } = sample;
    const entry = { id, description: [sample.description.en, sample.description.zh] };
    if (level === "structure" && sample.valid && !sample.equals) {
      const content = JSON.parse(read(`../samples/${files.json}`));
      valid.push({ ...entry, syntax: "json", content });
    }
    const code = codes.get(id);
    for (const [syntax, path] of Object.entries(code ? files : {})) {
      mistakes[syntax].push({ ...entry, code, syntax, content: readContent(`../samples/${path}`) });
    }
    const [problem] = level === "rules" ? problems : [];
    const family = problem?.code.slice(0, 2);
    if (problem && !families.has(family)) {
      const content = readContent(`../samples/${files.json}`);
      families.set(family, { ...entry, code: problem.code, isRule: true, syntax: "json", content });
    }
  }
  const rules = [...families.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  return [...valid, ...rules, ...mistakes.json, ...mistakes.xml];
}

/** Return the text of a file, or its bytes in base64 where it is not UTF-8. */
function readContent(path) {
  const data = readFileSync(join(here, path));
  const text = data.toString();
  return Buffer.from(text).equals(data) ? text : { base64: data.toString("base64") };
}

/** The modules `swschema:…`, which are made here. */
const virtual = {
  name: "swschema",
  setup(build) {
    build.onResolve({ filter: /^swschema:/ }, ({ path }) => ({ path, namespace: "swschema" }));
    build.onLoad({ filter: /:(records|types)$/, namespace: "swschema" }, ({ path }) => {
      const contents = validators()[path.split(":")[1]];
      return { contents, loader: "js", resolveDir: here };
    });
    build.onLoad({ filter: /about$/, namespace: "swschema" }, () => {
      const { version, specification, types } = JSON.parse(read("data/specification.json"));
      const roots = Object.values(types).filter(({ record }) => record);
      const records = Object.fromEntries(roots.map(({ record, title }) => [record, title]));
      return { contents: JSON.stringify({ version, specification, records }), loader: "json" };
    });
    build.onLoad({ filter: /samples-index$/, namespace: "swschema" }, () => {
      const index = samples().map(({ content, ...entry }) => entry);
      return { contents: JSON.stringify(index), loader: "json" };
    });
    build.onLoad({ filter: /xsd$/, namespace: "swschema" }, () => {
      return { contents: read("data/swschema.xsd"), loader: "text" };
    });
  },
};

// A text that begins with U+FEFF has it dropped by a decoder that takes it for a byte-order mark.
const DECODER = "globalThis.TextDecoder&&new TextDecoder";
const keepByteOrderMarks = {
  name: "keep byte-order marks in texts of libxml2",
  setup(build) {
    build.onLoad({ filter: /libxml2raw\.mjs$/ }, ({ path }) => {
      const code = readFileSync(path, "utf8");
      if (code.split(DECODER).length !== 2) throw new Error(`${path}: its decoder is not found`);
      return { contents: code.replace(DECODER, `${DECODER}("utf-8",{ignoreBOM:true})`), loader: "js" };
    });
  },
};

const common = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  format: "esm",
  target: "es2022",
  legalComments: "none",
  plugins: [virtual, keepByteOrderMarks],
  external: ["module", "node:*"],
  logLevel: "warning",
};

export async function bundleCore(outfile) {
  await esbuild.build({
    ...common,
    entryPoints: ["src/core.ts"],
    outfile,
    platform: "node",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
}

const STAMP = "Generated by `make playground`; do not edit.";

/** Return the files of the page by name. */
async function pageFiles(folder) {
  const bundle = await esbuild.build({
    ...common,
    entryPoints: { page: "src/page/main.ts", worker: "src/worker.ts" },
    outdir: folder,
    write: false,
    minify: true,
    platform: "browser",
    banner: { js: `// ${STAMP} Licences: licences.txt.` },
    metafile: true,
  });
  const all = Object.fromEntries(
    samples().map(({ id, syntax, content }) => [`${id}.${syntax}`, content]),
  );
  const css = await esbuild.transform(read("page/page.css"), { loader: "css", minify: true });
  return new Map([
    ...bundle.outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]),
    ["samples.js", `// ${STAMP}\nexport const samples = ${JSON.stringify(all)};\n`],
    ["page.css", `/* ${STAMP} */\n${css.code}`],
    ["index.html", read("page/index.html").replace("<head>", `<head>\n<!-- ${STAMP} -->`)],
    ["icon.svg", read("page/icon.svg")],
    ["licences.txt", licences(Object.keys(bundle.metafile.inputs))],
  ]);
}

/** Return the licences of the packages in the page. */
function licences(inputs) {
  const names = new Set(
    inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  return [...names]
    .sort()
    .map((name) => {
      const folder = join(here, "node_modules", name);
      const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const texts = readdirSync(folder)
        .filter((file) => /^licen[cs]e/i.test(file))
        .sort()
        .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
      return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}

/** Write the page into a folder, and remove what is no part of it. */
async function writePage(folder) {
  const files = await pageFiles(folder);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, content] of files) {
    const path = join(folder, name);
    const data = Buffer.from(content);
    if (!existsSync(path) || !readFileSync(path).equals(data)) writeFileSync(path, data);
    const size = (length) => `${(length / 1024).toFixed(0)} KB`.padStart(8);
    console.log(`${size(data.length)} ${size(gzipSync(data, { level: 9 }).length)} compressed  ${name}`);
  }
}

const [first, second] = process.argv.slice(2);
if (first === "--node") await bundleCore(second);
else await writePage(first ?? join(here, "../docs/playground"));
