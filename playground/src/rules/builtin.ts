// The rules that no expression can state: about digests, and about attached content.

import { digest } from "../digest";
import { _ } from "../i18n";
import { formatNumber } from "../numbers";
import type { JsonObject } from "../parse/json";
import type { Path } from "../schema/paths";
import { RecordShape, Scalar, root } from "../schema/shapes";
import { sha256 } from "../sha256";
import { RULES } from "./catalogue";
import type { Violation } from "./evaluate";

function violate(rule: string, path: Path, message: string): Violation[] {
  return rule in RULES ? [{ rule, check: null, path, values: {}, message }] : [];
}

/** Return where attachments (rule MT09) differ from what the record says of their content. */
export function checkAttachments(
  value: JsonObject,
  record: RecordShape,
  path: Path = [],
): Violation[] {
  return record.members.flatMap(({ name, shape, item }) => {
    if (!(shape instanceof RecordShape) || !(name in value)) return [];
    const at = [...path, name];
    const parts = item === null ? [[value[name], at] as const] : splitItems(value[name], at);
    return parts.flatMap(([part, place]) =>
      shape.name === "Attachment"
        ? checkAttachment(part as JsonObject, place)
        : checkAttachments(part as JsonObject, shape, place),
    );
  });
}

/** Return the items of an array with their paths. */
function splitItems(value: unknown, path: Path): (readonly [unknown, Path])[] {
  return (value as readonly unknown[]).map((item, index) => [item, [...path, index]] as const);
}

function checkAttachment(attachment: JsonObject, path: Path): Violation[] {
  const { content, sizeBytes, sha256: expected } = attachment;
  if (typeof content !== "string") return [];
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  if (bytes.length !== sizeBytes) {
    // Content of another size has another digest too, which need not be reported.
    const values = { expected: formatNumber(Number(sizeBytes)), actual: formatNumber(bytes.length) };
    const message = _("sizeBytes is {expected}, but the content has {actual} bytes", values);
    return violate("MT09", [...path, "sizeBytes"], message);
  }
  if (sha256(bytes) === expected) return [];
  return violate("MT09", [...path, "sha256"], _("sha256 is not the digest of the content"));
}

/** Return where records of a dossier cite (rule CN03) another version of a record than it has. */
export function checkReferences(record: string, value: JsonObject): Violation[] {
  if (record === "dossier") return checkDossier(value, []);
  const dossier = record === "message" ? value["dossier"] : undefined;
  return dossier === undefined ? [] : checkDossier(dossier as JsonObject, ["dossier"]);
}

function checkDossier(dossier: JsonObject, path: Path): Violation[] {
  const registration = dossier["registration"] as JsonObject;
  const rounds = (dossier["materialsRounds"] ?? []) as readonly JsonObject[];
  return ["materialsRounds", "interviews"].flatMap((name) =>
    splitItems(dossier[name] ?? [], [...path, name]).flatMap(([record, at]) => {
      const { registrationRef, materialsRef } = record as Record<string, JsonObject | undefined>;
      const violations: Violation[] = [];
      // A reference to a record that is not there is reported by the rule's other check.
      if (registrationRef?.["registrationId"] === registration["registrationId"]) {
        violations.push(...checkDigest(registrationRef, registration, [...at, "registrationRef"]));
      }
      const materials = rounds
        .filter((round) => round["materialsId"] === materialsRef?.["materialsId"])
        .at(-1);
      if (materials) {
        violations.push(...checkDigest(materialsRef, materials, [...at, "materialsRef"]));
      }
      return violations;
    }),
  );
}

function checkDigest(
  reference: JsonObject | undefined,
  record: JsonObject,
  path: Path,
): Violation[] {
  const expected = reference?.["sha256"];
  if (expected === undefined) return [];
  for (const version of pastVersions(record)) if (digest(version) === expected) return [];
  const message = _(
    "sha256 is not the digest of the cited record, in its current or any earlier state",
  );
  return violate("CN03", [...path, "sha256"], message);
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
