// The check that a citation has the digest of the record that it cites: rule CN03.

import { digest } from "../digest.js";
import { _ } from "../i18n.js";
import { type JsonObject, isObject } from "../parse/json.js";
import type { Path } from "../schema/paths.js";
import { Scalar, root } from "../schema/shapes.js";
import { type RuleViolation, violate } from "./evaluate.js";
import { splitItems } from "./targets.js";

/** Return where records of a dossier cite another version of a record than the dossier has. */
export function findCitationViolations(record: string, value: JsonObject): RuleViolation[] {
  return findDossier(record, value).flatMap(([dossier, path]) => {
    const registration = dossier["registration"] as JsonObject;
    const rounds = (dossier["materialsRounds"] ?? []) as readonly JsonObject[];
    return compareCitations(registration, rounds, citingRecords(dossier, path));
  });
}

/** Return the dossier that a record is or has, with its path. */
export function findDossier(record: string, value: JsonObject): (readonly [JsonObject, Path])[] {
  if (record === "dossier") return [[value, []]];
  const dossier = record === "message" ? value["dossier"] : undefined;
  return isObject(dossier) ? [[dossier, ["dossier"]]] : [];
}

/** Return the known records of a dossier that cite others, with their paths. */
export function citingRecords(dossier: JsonObject, path: Path): (readonly [JsonObject, Path])[] {
  return ["materialsRounds", "interviews"].flatMap((name) =>
    splitItems(dossier[name] ?? [], [...path, name], true).map(
      ([record, at]) => [record as JsonObject, at] as const,
    ),
  );
}

/** Return where records cite another version of a registration, if it is known, or of a round. */
export function compareCitations(
  registration: JsonObject | null,
  rounds: readonly JsonObject[],
  citing: readonly (readonly [JsonObject, Path])[],
): RuleViolation[] {
  return citing.flatMap(([record, at]) => {
    const { registrationRef, materialsRef } = record as Record<string, JsonObject | undefined>;
    const violations: RuleViolation[] = [];
    // A reference to a record that is not there is reported by the rule's other check.
    if (registration && registrationRef?.["registrationId"] === registration["registrationId"]) {
      violations.push(...checkDigest(registrationRef, registration, [...at, "registrationRef"]));
    }
    const materials = rounds
      .filter((round) => round["materialsId"] === materialsRef?.["materialsId"])
      .at(-1);
    if (materials) {
      violations.push(...checkDigest(materialsRef, materials, [...at, "materialsRef"]));
    }
    return violations;
  });
}

function checkDigest(
  reference: JsonObject | undefined,
  record: JsonObject,
  path: Path,
): RuleViolation[] {
  const expected = reference?.["sha256"];
  if (expected === undefined) return [];
  for (const version of pastVersions(record)) if (digest(version) === expected) return [];
  const message = _(
    "The SHA-256 digest (sha256) is not that of any state of the record referred to",
  );
  return [violate("CN03", [...path, "sha256"], message)];
}

/** Yield a record as it is, and as it can have been at each earlier step of its life cycle. */
function* pastVersions(record: JsonObject): Generator<JsonObject> {
  yield record;
  const status = root(String(record["recordType"])).byName.get("status")?.shape;
  const decisions = (record["decisions"] ?? []) as readonly unknown[];
  const { decisions: _decisions, ...undecided } = record;
  for (const [code] of status instanceof Scalar ? status.codes : []) {
    yield { ...undecided, status: code };
    for (let count = 0; count <= decisions.length; count += 1) {
      yield { ...record, status: code, decisions: decisions.slice(0, count) };
    }
  }
}
