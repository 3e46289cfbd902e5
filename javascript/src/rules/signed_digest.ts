// The check that a signature has the digest of the record in its message: rule EN04.

import { digest } from "../digest.js";
import { _ } from "../i18n.js";
import type { JsonObject } from "../parse/json.js";
import { type RuleViolation, violate } from "./evaluate.js";

// The members that a message carries its record in: the payload types in camelCase.
const PAYLOADS = [
  "registration",
  "materials",
  "interview",
  "dossier",
  "registrationDraft",
  "materialsDraft",
  "interviewDraft",
  "receipt",
];

/** Return where the signature of a message has the digest of another record. */
export function findDigestViolations(record: string, value: JsonObject): RuleViolation[] {
  const signature = record === "message" ? value["signature"] : undefined;
  const payload = findPayload(value);
  if (signature === undefined || payload === undefined) return [];
  if (digest(payload as JsonObject) === (signature as JsonObject)["sha256"]) return [];
  const message = _("The digest in the signature (sha256) is not that of the record in the message");
  return [violate("EN04", ["signature", "sha256"], message)];
}

/** Return the record that a message carries, of several that of the stated type. */
export function findPayload(message: JsonObject): unknown {
  const words = String(message["payloadType"]).toLowerCase();
  const own = words.replace(/_([a-z])/g, (_found, letter: string) => letter.toUpperCase());
  return [own, ...PAYLOADS].map((name) => message[name]).find(Boolean);
}
