// What a draft still lacks, and what is wrong with what is there already.
//
// See swschema.rules.drafts in Python.

import type { Finding } from "../explain/finding.js";
import { type JsonObject, isObject } from "../parse/json.js";
import { findValue, key, tracePath } from "../schema/paths.js";
import { type Member, ObjectType, root } from "../schema/shapes.js";
import { RECORDS } from "../schema/specification.js";
import type { Violation } from "../schema/violation.js";
import { explainViolation as explainMissing } from "../structure/messages.js";
import { findAttachmentViolations } from "./attachment_contents.js";
import { type RuleViolation, evaluateRules, findDate } from "./evaluate.js";
import { explainViolations } from "./explain.js";
import { markUnsound, openDraft } from "./partial.js";
import type { Settings } from "./settings.js";
import { UNKNOWN } from "./unknown.js";
import { MOST_WORK, Work, collectWithin } from "./work.js";

const DRAFT = "Draft";
// What a draft is there to fill in, though the record may lack it.
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  registration: ["accountActivatedAt", "application"],
};
// What follows from the rest once nothing else is missing.
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  registration: ["status"],
  materials: ["inspectionStatus", "customsStatus", "status"],
  interview: ["status"],
};
// Rules that blame a value which is mended by what is added elsewhere, such as an attachment.
const MENDED_ELSEWHERE = new Set(["AG06", "MT08", "PE02", "PE03", "PE04"]);
const DERIVED_RULES = new Set(["ST01", "ST04"]); // which status a draft may have is what DR01 says

/** Return whether a record type is that of a draft. */
export function isDraft(record: string): boolean {
  return record.endsWith(DRAFT);
}

/** Return the record type that a draft is to become. */
function wholeName(record: string): string {
  return record.slice(0, -DRAFT.length);
}

/** Return what a draft breaks of the rules of its record, and then what it lacks.
 *
 * A view lacks nothing: what is not in it is in the whole record.
 */
export function findInDraft(record: string, value: JsonObject, settings: Settings): Finding[] {
  if ("viewOf" in value) return explainViolations(interpretDraft(record, value, settings), settings);
  const name = wholeName(record);
  const whole = root(name);
  const draft = { ...value, recordType: name };
  const lacking = listMissing(whole, draft);
  const surely = interpretDraft(record, value, settings);
  const filled = markUnsound(fillLists(draft, whole), withoutFilled(lacking, whole));
  const own = findDate(record, draft); // it tells which rules are in force
  const date = typeof own === "string" && own ? own : settings.asOf;
  const soFar = interpret(name, filled, settings, date);
  const isNew = (each: RuleViolation): boolean => !surely.some((other) => isSame(each, other));
  const added = explainViolations(soFar.filter(isNew), settings);
  const doubtful = added.filter((each) => isDoubtful(each, draft));
  const missing = lacking.map((each) => explainMissing(each, draft, whole));
  const places = new Map(missing.map(({ path }) => [key(path), isSingle(path, whole)]));
  const required = added.filter(
    (each) => !doubtful.includes(each) && isToDo(each, draft, places),
  );
  return [
    ...explainViolations(surely, settings),
    ...doubtful.map((each) => ({ ...each, severity: "warning", usual: "error" }) as const),
    ...missing.map((each) => ({ ...each, severity: "todo" }) as const),
    ...required.map(requireIt),
  ];
}

/** Return a rule that is broken as long as nothing is added as something that is missing. */
function requireIt(finding: Finding): Finding {
  // What is a warning in a record is only recommended in its draft.
  return { ...finding, severity: "todo", usual: finding.severity === "warning" ? "warning" : null };
}

/** Return whether what breaks a rule is a value that is filled in. */
function isDoubtful(finding: Finding, draft: JsonObject): boolean {
  const isError = finding.severity === "error" && !MENDED_ELSEWHERE.has(finding.code);
  return isError && isFilled(finding, draft);
}

/** Return whether what breaks a rule is to be added. */
function isToDo(
  finding: Finding,
  draft: JsonObject,
  missing: ReadonlyMap<string, boolean>,
): boolean {
  // What a rule says of one single value that is missing says no more than that.
  if (missing.get(key(finding.path))) return false;
  // What is a warning in a record concerns no value that is there, and none that is missing anyway.
  const isConcerned = !missing.has(key(finding.path)) && !isFilled(finding, draft);
  return finding.severity === "error" || isConcerned;
}

function isSingle(path: Violation["path"], whole: ObjectType): boolean {
  const { member } = tracePath(whole, path);
  return member != null && member.item === null && !(member.shape instanceof ObjectType);
}

function isFilled({ path }: Finding, draft: JsonObject): boolean {
  const blamed = findValue(draft, path);
  return blamed !== undefined && !isObject(blamed) && !Array.isArray(blamed);
}

/** Return the rules that drafts in a record, or a record that is one, break in any case. */
export function findInDrafts(
  record: string,
  value: JsonObject,
  settings: Settings,
  violations: readonly Violation[] = [],
): RuleViolation[] {
  if (isDraft(record)) return interpretDraft(record, value, settings, violations);
  if (record !== "message") return [];
  return RECORDS.filter(isDraft).flatMap((name) => {
    const inside = value[name];
    if (!isObject(inside)) return [];
    const own = violations
      .filter(({ path }) => path[0] === name)
      .map((each) => ({ ...each, path: each.path.slice(1) }));
    return interpretDraft(name, inside, settings, own).map((each) => ({
      ...each,
      path: [name, ...each.path],
      fix: [],
    }));
  });
}

/** Return where attachments of a draft differ from their content, as far as they state it. */
export function findInAttachments(record: string, value: JsonObject): RuleViolation[] {
  const isWhole = (attachment: unknown): boolean =>
    ["fileName", "sizeBytes", "sha256"].every((name) => name in (attachment as JsonObject));
  return findAttachmentViolations(value, root(wholeName(record)), [], isWhole);
}

function interpretDraft(
  record: string,
  value: JsonObject,
  settings: Settings,
  violations: readonly Violation[] = [],
): RuleViolation[] {
  const name = wholeName(record);
  return interpret(name, openDraft({ ...value, recordType: name }, violations), settings);
}

function interpret(
  record: string,
  value: unknown,
  settings: Settings,
  undatedOn?: string,
): RuleViolation[] {
  const found: RuleViolation[] = [];
  if (value === UNKNOWN) return found;
  const work = new Work(MOST_WORK);
  collectWithin(found, evaluateRules(record, value as JsonObject, settings, work, undatedOn));
  return found.filter(({ rule }) => !DERIVED_RULES.has(rule));
}

/** Return what an object lacks of what its type requires, in the order of the form. */
function listMissing(shape: ObjectType, value: JsonObject): Violation[] {
  const record = shape.recordType ?? "";
  const needed = NEEDED[record] ?? [];
  const derived = derivedMembers(record, value);
  return shape.members.flatMap((member) => {
    const { name, isRequired } = member;
    const isNeeded = needed.includes(name);
    const inside = value[name] ?? (isNeeded && member.shape instanceof ObjectType ? {} : undefined);
    if (inside !== undefined) return listInside(member, inside);
    if (!isNeeded && (!isRequired || derived.includes(name))) return [];
    return [{ path: [name], keyword: "required", code: "missing" }];
  });
}

function listInside({ name, shape, item, least }: Member, inside: unknown): Violation[] {
  const found: Violation[] = [];
  const items = item === null ? null : (inside as readonly unknown[]);
  if (items && items.length < least) {
    found.push({ path: [name], keyword: "minItems", limit: least, code: "count" });
  }
  if (!(shape instanceof ObjectType)) return found;
  const add = (part: unknown, at: readonly (string | number)[]): void => {
    for (const each of listMissing(shape, part as JsonObject)) {
      found.push({ ...each, path: [...at, ...each.path] });
    }
  };
  if (!items) add(inside, [name]);
  items?.forEach((each, index) => add(each, [name, index]));
  return found;
}

function derivedMembers(record: string, value: JsonObject): readonly string[] {
  // What the windows have decided on before is not in a record that supersedes another.
  if (record === "materials" && "supersedes" in value) return ["status"];
  return DERIVED[record] ?? [];
}

/** Return an object with empty lists of objects where it lacks them: there are none so far. */
function fillLists(value: JsonObject, shape: ObjectType): JsonObject {
  const needed = NEEDED[shape.recordType ?? ""] ?? [];
  const made: Record<string, unknown> = { ...value };
  for (const { name, shape: inner, item, isRequired } of shape.members) {
    if (!(inner instanceof ObjectType)) continue;
    const inside = made[name];
    if (item !== null) {
      if (!isRequired && inside === undefined) continue;
      const items = (inside ?? []) as readonly JsonObject[];
      made[name] = items.map((each) => fillLists(each, inner));
    } else if (inside !== undefined || needed.includes(name)) {
      made[name] = fillLists((inside ?? {}) as JsonObject, inner);
    }
  }
  return made as JsonObject;
}

/** Return the violations at values that are not known of a draft with its lists filled up. */
function withoutFilled(lacking: readonly Violation[], whole: ObjectType): Violation[] {
  return lacking.filter(({ path, keyword }) => {
    const { member } = tracePath(whole, path);
    const isFilled = member && member.item !== null && member.shape instanceof ObjectType;
    return keyword === "required" && !isFilled;
  });
}

function isSame(one: RuleViolation, other: RuleViolation): boolean {
  return one.rule === other.rule && one.check === other.check && key(one.path) === key(other.path);
}
