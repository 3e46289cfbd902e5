// Problems as SARIF 2.1.0, for code scanning and editors: see swschema.report.sarif in Python.

import rules from "../data/sarif-rules.json";
import { _, useLanguage } from "../i18n.js";
import { type Problem, type Report, type Severity, problem } from "../problems.js";
import { specification } from "../schema/specification.js";
import { sha256 } from "../sha256.js";
import { replaceSurrogates, writeJson } from "./characters.js";
import { messageText, remedyText } from "./labels.js";
import { listRelated } from "./related.js";
import { uriReference } from "./uris.js";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const FINGERPRINT_LENGTH = 32; // hexadecimal digits: 128 bits
const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", todo: "note" };
const CULTURES = { en: "en-US", "zh-Hans": "zh-CN" }; // SARIF knows no scripts
const INDICES = new Map(rules.map(({ id }, index) => [id, index]));

/** Return one SARIF log; the language of its messages is that of the first report. */
export function renderSarif(reports: readonly Report[]): string {
  const results = reports.flatMap((report) =>
    useLanguage(report.language, () => {
      const counts = new Map<string, number>();
      return report.problems.map((each) => describeResult(report, each, fingerprint(report, each, counts)));
    }),
  );
  const driver = {
    name: "swschema",
    version: specification.version,
    informationUri: "https://w3id.org/swschema",
    language: CULTURES.en,
    rules,
    properties: { versions: { swschema: specification.version } },
  };
  const language = CULTURES[reports[0]?.language ?? "en"];
  const run = { tool: { driver }, language, columnKind: "unicodeCodePoints", results: [] };
  const head = JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }).slice(0, -"]}]}".length);
  return `${head}${results.map((each) => `\n${writeJson(each)}`).join(",")}\n]}]}\n`;
}

/** Return what identifies a problem from run to run, wherever its lines have moved. */
function fingerprint({ name }: Report, { code, pointer }: Problem, counts: Map<string, number>): string {
  const key = `${code}\0${pointer}`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  const text = [uriReference(name), code, pointer, count].join("\0");
  return sha256(new TextEncoder().encode(text)).slice(0, FINGERPRINT_LENGTH);
}

function describeResult(report: Report, found: Problem, print: string): object {
  const { code, severity, excerpt, remedy, usual, fix } = found;
  const text = [messageText(found), remedyText(found)].filter(Boolean).join("\n");
  const texts = { excerpt, remedy, usual };
  const extra = Object.entries(texts).flatMap(([name, each]) => (each ? [[name, replaceSurrogates(each)]] : []));
  const others = listRelated(report, found).map(([pointer, xpath]) => {
    const place = report.syntax === "xml" ? xpath : pointer;
    const location = describeLocation(report, problem("", "", { pointer, xpath }));
    return { ...location, message: { text: replaceSurrogates(_("see also {place}", { place })) } };
  });
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: replaceSurrogates(text) },
    locations: [describeLocation(report, found)],
    partialFingerprints: { primaryLocationLineHash: print, "swschemaProblem/v1": print },
    properties: { ...Object.fromEntries(extra), ...(fix.length ? { fix } : {}) },
    ...(INDICES.has(code) ? { ruleIndex: INDICES.get(code) } : {}),
    ...(others.length ? { relatedLocations: others } : {}),
  };
}

function describeLocation(report: Report, { line, column, pointer, xpath }: Problem): object {
  const region = line ? { startLine: line, ...(column ? { startColumn: column } : {}) } : null;
  const physical = { artifactLocation: { uri: uriReference(report.name) }, ...(region ? { region } : {}) };
  const logical = Object.entries({ member: pointer, element: xpath }).flatMap(([kind, place]) =>
    place ? [{ kind, fullyQualifiedName: replaceSurrogates(place) }] : [],
  );
  return { physicalLocation: physical, ...(logical.length ? { logicalLocations: logical } : {}) };
}
