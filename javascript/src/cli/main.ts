// The command line: swschema validate FILE…

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { SwschemaError } from "../errors.js";
import { _, findLanguage, untranslated, useLanguage } from "../i18n.js";
import { type Report, type ValidateOptions, validate } from "../index.js";
import type { Language } from "../problems.js";
import { showName } from "../report/characters.js";
import { REPORT_FORMATS, type ReportFormat, render } from "../report/index.js";
import { checkDate } from "../rules/dates.js";
import { specification } from "../schema/specification.js";
import { USAGE, USAGE_HINT } from "./usage.js";

const [VALID, INVALID, UNREADABLE] = [0, 1, 2];
const STANDARD_INPUT = "-";

const OPTIONS = {
  format: { type: "string", default: "text" },
  lang: { type: "string" },
  "as-of": { type: "string" },
  "no-rules": { type: "boolean", default: false },
  "fail-on": { type: "string", default: "error" },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

/** A command line that cannot be understood; its message says why. */
class UsageError extends Error {}

interface Command {
  readonly paths: readonly string[];
  readonly format: ReportFormat;
  readonly failOn: "error" | "warning";
  readonly options: ValidateOptions & { readonly language: Language };
}

/** Run a command line, and return its exit status. */
async function run(words: readonly string[]): Promise<number> {
  const { values, positionals } = parse(words);
  const language = values.lang === undefined ? preferredLanguage() : findLanguage(values.lang);
  if (values.version) {
    console.log(`swschema ${specification.version}`);
    return VALID;
  }
  if (values.help || !words.length) {
    console.log(USAGE[language]);
    return VALID;
  }
  return check(readCommand(values, positionals, language));
}

type Values = ReturnType<typeof parse>["values"];

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split(". ")[0]);
  }
}

function readCommand(values: Values, positionals: readonly string[], language: Language): Command {
  const [name, ...paths] = positionals;
  if (name !== "validate") throw new UsageError(name ? `no such command '${name}'` : "no command");
  if (!paths.length) throw new UsageError("missing argument 'FILE…'");
  const format = choose("--format", values.format, REPORT_FORMATS);
  const failOn = choose("--fail-on", values["fail-on"], ["error", "warning"] as const);
  const asOf = values["as-of"];
  if (asOf !== undefined) checkDate(asOf);
  const rules = !values["no-rules"];
  return { paths, format, failOn, options: { language, rules, ...(asOf ? { asOf } : {}) } };
}

function choose<Name extends string>(option: string, value: string, known: readonly Name[]): Name {
  const found = known.find((each) => each === value);
  if (!found) throw new UsageError(`${option}: '${value}' is not one of ${known.join(", ")}`);
  return found;
}

/** Validate files, write the reports, and return the exit status: what cannot be read weighs most. */
async function check({ paths, format, failOn, options }: Command): Promise<number> {
  const reports: Report[] = [];
  for (const path of paths) {
    const data = await readDocument(path, options.language);
    if (data) reports.push(await validate(data, { ...options, name: path }));
  }
  process.stdout.write(await render(reports, format));
  const counts = countReports(reports, paths.length);
  if (paths.length > 1) console.error(useLanguage(options.language, () => describeCounts(counts)));
  if (counts.unreadable) return UNREADABLE;
  return counts.failed || (failOn === "warning" && counts.warned) ? INVALID : VALID;
}

/** Return the content of a file; null where it cannot be read, which is said. */
async function readDocument(path: string, language: Language): Promise<Uint8Array | null> {
  try {
    if (path !== STANDARD_INPUT) return await readFile(path);
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const reason = useLanguage(language, () => _(REASONS[code] ?? message));
    console.error(`swschema: ${showName(path)}: ${reason}`);
    return null;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: untranslated("no such file or directory"),
  EACCES: untranslated("permission denied"),
  EISDIR: untranslated("is a directory"),
};

interface Counts {
  readonly passed: number;
  readonly warned: number;
  readonly failed: number;
  readonly unreadable: number;
}

function countReports(reports: readonly Report[], files: number): Counts {
  const passed = reports.filter(({ valid }) => valid);
  const warned = passed.filter(({ problems }) => problems.some(({ severity }) => severity === "warning"));
  return {
    passed: passed.length,
    warned: warned.length,
    failed: reports.length - passed.length,
    unreadable: files - reports.length,
  };
}

function describeCounts({ passed, warned, failed, unreadable }: Counts): string {
  const parts = [
    warned
      ? _("{count} passed ({warned} with warnings)", { count: passed, warned })
      : _("{count} passed", { count: passed }),
    _("{count} failed", { count: failed }),
    ...(unreadable ? [_("{count} unreadable", { count: unreadable })] : []),
  ];
  return parts.join(_(", "));
}

/** Return the language of the environment: by the first of the usual variables that is set. */
function preferredLanguage(): Language {
  const names = ["SWSCHEMA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
  const value = names.map((name) => process.env[name]).find(Boolean) ?? "";
  return value.toLowerCase().startsWith("zh") ? "zh-Hans" : "en";
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof SwschemaError)) throw error;
  console.error(`swschema: ${error.message}\n${USAGE_HINT}`);
  process.exitCode = UNREADABLE;
}
