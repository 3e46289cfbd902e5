// What rules say of a record with structural problems: what its sound parts decide.

import type { Finding } from "../explain/finding.js";
import { locateFindings } from "../explain/locate.js";
import { _ } from "../i18n.js";
import { formatNumber } from "../numbers.js";
import type { Document } from "../parse/document.js";
import type { JsonObject } from "../parse/json.js";
import { type Problem, problem } from "../problems.js";
import { type Path, findValue, parsePointer } from "../schema/paths.js";
import { root } from "../schema/shapes.js";
import { structureFindings } from "../structure/check.js";
import type { Diagnosis } from "../structure/violations.js";
import { findAttachmentViolations } from "./attachment_contents.js";
import { citingRecords, compareCitations, findDossier } from "./cited_digests.js";
import { findInDrafts } from "./drafts.js";
import { type RuleViolation, evaluateRules } from "./evaluate.js";
import { explainViolations } from "./explain.js";
import { makeInside, markUnsound } from "./partial.js";
import type { Settings } from "./settings.js";
import { findDigestViolations, findPayload } from "./signed_digest.js";
import { UNKNOWN, isMarkedOpen } from "./unknown.js";
import { MOST_WORK, Work, collectWithin } from "./work.js";

/**
 * Return the problems of a record with an invalid structure, in the order of its text.
 *
 * See swschema.rules.unsound in Python.
 */
export function unsoundProblems(
  document: Document,
  diagnosis: Diagnosis,
  settings: Settings,
): readonly Problem[] {
  const structure = structureFindings(document, diagnosis);
  const most = document.limits.maxProblems;
  const [decided, isComplete] = settings.rules && diagnosis.complete
    ? findDecided(document.recordType, diagnosis, settings)
    : [[], true];
  const findings = [...structure, ...decided.slice(0, Math.max(0, most - structure.length))];
  const problems = locateFindings(document, findings, most);
  if (structure.length + decided.length > most) {
    const message = _("there are more problems than {limit}; the others are not listed", {
      limit: formatNumber(most),
    });
    return [...problems, problem("limit", message)];
  }
  if (isComplete) return problems;
  const message = _(
    "the record is too large for all rules to be checked while it has other problems",
  );
  return [...problems, problem("limit", message)];
}

/** Return the rules that are surely violated, and whether all were evaluated. */
function findDecided(
  record: string,
  diagnosis: Diagnosis,
  settings: Settings,
): [readonly Finding[], boolean] {
  const { value, violations } = diagnosis;
  const marked = markUnsound(value, violations);
  if (marked === UNKNOWN) return [[], true];
  const broken = findInCode(record, value, marked as JsonObject);
  const work = new Work(MOST_WORK);
  const isComplete = collectWithin(broken, evaluateRules(record, marked as JsonObject, settings, work));
  broken.push(...findInDrafts(record, value, settings, violations));
  const isInside = makeInside(violations.map(({ path }) => path));
  const findings = explainViolations(broken, settings).filter(({ path }) => !isInside(path));
  return [findings.map((each) => withoutInside(each, isInside)), isComplete];
}

/** Return a finding without what it says of places with structural problems. */
function withoutInside(finding: Finding, isInside: (path: Path) => boolean): Finding {
  const { related = [], fix = [] } = finding;
  const isSound = fix.every((each) => !isInside(parsePointer(each.path)));
  return { ...finding, related: related.filter((path) => !isInside(path)), fix: isSound ? fix : [] };
}

/** Return what the checks that are made in code find in the sound parts. */
function findInCode(record: string, value: JsonObject, marked: JsonObject): RuleViolation[] {
  const isSound = (attachment: unknown, path: Path): boolean =>
    attachment === findValue(value, path);
  return [
    ...findDossier(record, marked).flatMap(([dossier, path]) =>
      compareSoundCitations(dossier, findValue(value, path) as JsonObject, path),
    ),
    ...(isPayloadSound(record, marked, value) ? findDigestViolations(record, value) : []),
    ...findAttachmentViolations(marked, root(record), [], isSound),
  ];
}

function isPayloadSound(record: string, marked: JsonObject, value: JsonObject): boolean {
  if (record !== "message" || isMarkedOpen(marked)) return false;
  if (typeof marked["payloadType"] !== "string") return false;
  return (
    findPayload(marked) === findPayload(value) && marked["signature"] === value["signature"]
  );
}

function compareSoundCitations(dossier: JsonObject, value: JsonObject, path: Path): RuleViolation[] {
  const ifSound = (name: string): unknown =>
    dossier[name] === value[name] ? dossier[name] : undefined;
  const citing = citingRecords(dossier, path).map(([record, at]) => {
    const own = findValue(value, at.slice(path.length)) as JsonObject;
    const sound = ["registrationRef", "materialsRef"].filter(
      (name) => record[name] !== undefined && record[name] === own[name],
    );
    return [Object.fromEntries(sound.map((name) => [name, record[name]])) as JsonObject, at] as const;
  });
  const registration = (ifSound("registration") ?? null) as JsonObject | null;
  const rounds = (ifSound("materialsRounds") ?? []) as readonly JsonObject[];
  return compareCitations(registration, rounds, citing);
}
