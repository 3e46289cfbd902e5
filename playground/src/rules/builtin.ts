// The parts of rules that no expression can say: digests, and content that is at hand.

import { digestOf } from "../digest";
import { _ } from "../i18n";
import { formatNumber } from "../numbers";
import type { Path } from "../schema/paths";
import { RecordShape, Scalar, root } from "../schema/shapes";
import { sha256 } from "../sha256";
import type { JsonObject } from "../parse/json";
import { RULES } from "./catalogue";
import type { Breach } from "./evaluate";

function breach(rule: string, path: Path, message: string): Breach[] {
  return rule in RULES ? [{ rule, check: null, path, told: {}, message }] : [];
}

/** Return where attachments (rule MT09) are not what the record says of their content. */
export function attachments(value: JsonObject, record: RecordShape, path: Path = []): Breach[] {
  return record.members.flatMap(({ name, shape, item }) => {
    if (!(shape instanceof RecordShape) || !(name in value)) return [];
    const held = value[name] as JsonObject | readonly JsonObject[];
    const parts = item === null ? [[held, [...path, name]] as const] : indexed(held, [...path, name]);
    return parts.flatMap(([each, at]) =>
      shape.name === "Attachment"
        ? compare(each as JsonObject, at)
        : attachments(each as JsonObject, shape, at),
    );
  });
}

function indexed(held: unknown, path: Path): (readonly [unknown, Path])[] {
  return (held as readonly unknown[]).map((each, index) => [each, [...path, index]] as const);
}

function compare(attachment: JsonObject, path: Path): Breach[] {
  const { content, sizeBytes, sha256: digest } = attachment;
  if (typeof content !== "string") return [];
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  if (bytes.length !== sizeBytes) {
    // Content of another size has another digest, which need not be told besides.
    const gaps = { expected: formatNumber(Number(sizeBytes)), actual: formatNumber(bytes.length) };
    const words = _("sizeBytes is {expected} and the content has {actual} bytes", gaps);
    return breach("MT09", [...path, "sizeBytes"], words);
  }
  if (sha256(bytes) === digest) return [];
  return breach("MT09", [...path, "sha256"], _("sha256 is not the digest of the content"));
}

/** Return where a dossier's records cite (rule CN03) another version of a record than it holds. */
export function references(record: string, value: JsonObject): Breach[] {
  if (record === "dossier") return referencesIn(value, []);
  const held = record === "message" ? value["dossier"] : undefined;
  return held === undefined ? [] : referencesIn(held as JsonObject, ["dossier"]);
}

function referencesIn(dossier: JsonObject, path: Path): Breach[] {
  const registration = dossier["registration"] as JsonObject;
  const rounds = (dossier["materialsRounds"] ?? []) as readonly JsonObject[];
  return ["materialsRounds", "interviews"].flatMap((name) =>
    indexed(dossier[name] ?? [], [...path, name]).flatMap(([each, at]) => {
      const { registrationRef, materialsRef } = each as Record<string, JsonObject | undefined>;
      const found: Breach[] = [];
      // What does not resolve is told by the rule's other check.
      if (registrationRef?.["registrationId"] === registration["registrationId"]) {
        found.push(...cited(registrationRef, registration, [...at, "registrationRef"]));
      }
      const materials = rounds
        .filter((round) => round["materialsId"] === materialsRef?.["materialsId"])
        .at(-1);
      if (materials) found.push(...cited(materialsRef, materials, [...at, "materialsRef"]));
      return found;
    }),
  );
}

function cited(reference: JsonObject | undefined, record: JsonObject, path: Path): Breach[] {
  const digest = reference?.["sha256"];
  if (digest === undefined) return [];
  for (const version of versions(record)) if (digestOf(version) === digest) return [];
  const words = _("sha256 is not the digest of the record cited, at any step of its life");
  return breach("CN03", [...path, "sha256"], words);
}

/** Yield a record at all steps of its life so far. */
function* versions(record: JsonObject): Generator<JsonObject> {
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
