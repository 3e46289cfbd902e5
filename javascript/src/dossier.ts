// One dossier from separate records, in either syntax.

import { readCanonical } from "./convert/documents.js";
import { AssemblyError } from "./errors.js";
import { _, findLanguage, useLanguage } from "./i18n.js";
import type { JsonObject } from "./parse/json.js";
import { type DocumentOptions, type Source, sourceName } from "./parse/source.js";
import { parseInstant } from "./rules/dates.js";
import { type Path, inner } from "./schema/paths.js";
import { Scalar, root } from "./schema/shapes.js";
import { sha256 } from "./sha256.js";
import { withValid } from "./validate.js";

// The member with the identifier of each record that goes into a dossier.
const IDS: Readonly<Record<string, string>> = {
  registration: "registrationId",
  materials: "materialsId",
  interview: "interviewId",
};
const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  dossier: ["registration", "materialsRounds", "interviews"],
  message: ["registration", "materials", "interview", "dossier"],
};
const LONGEST_ID = 36; // characters of an Identifier

export interface AssembleOptions extends DocumentOptions {
  /** What to call the sources in errors; by default their kind and number. */
  readonly names?: readonly string[];
  /** The dossier's identifier; by default one derived from the registration's. */
  readonly dossierId?: string;
  /** A date and time with its offset from UTC; by default now, in UTC. */
  readonly assembledAt?: string;
}

/** A record that goes into the dossier, and where it was found. */
interface RecordSource {
  readonly name: string;
  readonly path: Path;
  readonly type: string;
  readonly id: string;
  readonly value: JsonObject;
}

/** Return what `assemble` does, with the XML engine loaded where it is needed. */
export function assembleDossier(sources: readonly Source[], options: AssembleOptions = {}): JsonObject {
  return useLanguage(findLanguage(options.language ?? "en"), () => {
    const records = sources.flatMap((source, index) => {
      const name = options.names?.[index] ?? `${sourceName(source)} ${index + 1}`;
      return withValid(source, { ...options, name }, (document) =>
        findRecords(readCanonical(document), name),
      );
    });
    return assembleRecords(records, options);
  });
}

function assembleRecords(records: readonly RecordSource[], options: AssembleOptions): JsonObject {
  const registration = findRegistration(records);
  checkReferences(records, registration);
  const rounds = listUnique(records, "materials");
  const interviews = listUnique(records, "interview");
  const versions = records.map(({ value }) => String(value["schemaVersion"]));
  const now = new Date().toISOString().replace(/\.\d+/, "");
  return {
    recordType: "dossier",
    schemaVersion: versions.reduce((one, other) => (minor(other) > minor(one) ? other : one)),
    dossierId: checkFormat("dossierId", options.dossierId ?? makeIdentifier("D", registration.id)),
    assembledAt: checkFormat("assembledAt", options.assembledAt ?? now),
    registration: registration.value,
    materialsRounds: sortRounds(rounds),
    interviews: [...interviews].sort(compareSchedules).map(({ value }) => value),
  };
}

function findRecords(value: JsonObject, name: string): RecordSource[] {
  if (value["actionType"] === "DELETE") {
    throw new AssemblyError(name, ["actionType"], _("the message deletes the record in it"));
  }
  if (String(value["recordType"]).endsWith("Draft")) {
    throw new AssemblyError(name, [], _("is a draft, and a dossier holds none"));
  }
  const records = [...walkRecords(value, name, [])];
  if (!records.length) throw new AssemblyError(name, [], _("holds no record that belongs in a dossier"));
  return records;
}

function* walkRecords(value: JsonObject, name: string, path: Path): Generator<RecordSource> {
  const type = String(value["recordType"]);
  const member = IDS[type];
  if (member !== undefined) {
    yield { name, path, type, id: String(value[member]), value };
    return;
  }
  for (const each of CONTENTS[type] ?? []) {
    const content = value[each] ?? [];
    if (Array.isArray(content)) {
      for (const [index, item] of content.entries()) yield* walkRecords(item, name, [...path, each, index]);
    } else {
      yield* walkRecords(content as JsonObject, name, [...path, each]);
    }
  }
}

function findRegistration(records: readonly RecordSource[]): RecordSource {
  const [first, second] = records.filter(({ type }) => type === "registration");
  if (!first) {
    const reason = _("the records contain no registration, but a dossier needs one");
    throw new AssemblyError("", ["registration"], reason);
  }
  if (second) {
    const reason = _("a dossier has one registration, and {name} already contains it", { name: first.name });
    throw new AssemblyError(second.name, second.path, reason);
  }
  return first;
}

function checkReferences(records: readonly RecordSource[], registration: RecordSource): void {
  for (const { name, path, value } of records) {
    const reference = inner(value["registrationRef"], "registrationId") ?? registration.id;
    if (reference === registration.id) continue;
    const reason = _("refers to another registration than that in {name}", { name: registration.name });
    throw new AssemblyError(name, [...path, "registrationRef", "registrationId"], reason);
  }
}

/** Return the records of a type, of which no two may have one identifier. */
function listUnique(records: readonly RecordSource[], type: string): RecordSource[] {
  const seen = new Map<string, RecordSource>();
  for (const record of records.filter((each) => each.type === type)) {
    const other = seen.get(record.id);
    if (other) {
      const reason = _("a record in {name} already has this identifier", { name: other.name });
      throw new AssemblyError(record.name, [...record.path, String(IDS[type])], reason);
    }
    seen.set(record.id, record);
  }
  return [...seen.values()];
}

/** Return rounds of materials so that each stands after the one that it supersedes. */
function sortRounds(rounds: readonly RecordSource[]): JsonObject[] {
  const waiting = new Map(rounds.map((round) => [round.id, round]));
  const sorted: JsonObject[] = [];
  while (waiting.size) {
    const ready = [...waiting.values()].filter(({ value }) => !waiting.has(String(value["supersedes"])));
    const [next] = ready.sort(compareRounds);
    if (!next) {
      const round = waiting.get(findInCircle(waiting)) as RecordSource;
      const reason = _("the records supersede each other in a circle");
      throw new AssemblyError(round.name, [...round.path, "supersedes"], reason);
    }
    waiting.delete(next.id);
    sorted.push(next.value);
  }
  return sorted;
}

/** Return the least identifier of rounds that supersede each other. */
function findInCircle(waiting: ReadonlyMap<string, RecordSource>): string {
  const follow = (id: string): string => String(waiting.get(id)?.value["supersedes"]);
  let at = [...waiting.keys()][0] as string;
  for (const _id of waiting.keys()) at = follow(at); // into the circle, from wherever it began
  const circle = [at];
  for (let next = follow(at); next !== at; next = follow(next)) circle.push(next);
  return circle.sort()[0] as string;
}

function compareRounds(one: RecordSource, other: RecordSource): number {
  // Rounds may share their first date: what a window accepted goes on into the next.
  return compareLists([...submissionDates(one), "", one.id], [...submissionDates(other), "", other.id]);
}

function submissionDates({ value }: RecordSource): string[] {
  const submissions = value["submissions"] as readonly JsonObject[];
  return submissions.map((each) => String(each["submittedOn"])).sort();
}

function compareLists(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((each, index) => each !== other[index]);
  return (one[at] ?? "") < (other[at] ?? "") ? -1 : 1;
}

function compareSchedules(one: RecordSource, other: RecordSource): number {
  const [first, second] = [one, other].map(({ value }) => parseInstant(String(value["scheduledAt"])));
  return Number(first) - Number(second) || (one.id < other.id ? -1 : 1);
}

function minor(version: string): number {
  return Number(version.split(".")[1]);
}

/** Return an identifier for a record of a registration, the same each time. */
function makeIdentifier(letter: string, registrationId: string): string {
  const readable = `${letter}-${registrationId}`;
  if (readable.length <= LONGEST_ID) return readable;
  return `${letter}-${sha256(new TextEncoder().encode(registrationId))}`.slice(0, LONGEST_ID);
}

/** Return the text of a member of the dossier, which its type must allow. */
function checkFormat(member: string, text: string): string {
  const shape = root("dossier").byName.get(member)?.shape;
  if (shape instanceof Scalar && new RegExp(shape.pattern ?? "", "u").test(text)) return text;
  throw new AssemblyError("", [member], _("has the wrong format for its type"));
}
