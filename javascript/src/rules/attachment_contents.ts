// The check that attachments are what the record says of their content: rule MT09.

import { _ } from "../i18n.js";
import { formatNumber } from "../numbers.js";
import type { JsonObject } from "../parse/json.js";
import type { Path } from "../schema/paths.js";
import { ObjectType } from "../schema/shapes.js";
import { sha256 } from "../sha256.js";
import { type RuleViolation, violate } from "./evaluate.js";
import { splitItems } from "./targets.js";

const RULE = "MT09";

/** Return where sound attachments differ from what the record says of their content. */
export function findAttachmentViolations(
  value: JsonObject,
  record: ObjectType,
  path: Path = [],
  isSound: (attachment: unknown, path: Path) => boolean = () => true,
): RuleViolation[] {
  return record.members.flatMap(({ name, shape, item }) => {
    if (!(shape instanceof ObjectType) || !(name in value)) return [];
    const at = [...path, name];
    const parts = splitItems(value[name], at, item !== null);
    return parts.flatMap(([part, place]) => {
      const inner = part as JsonObject;
      if (shape.name !== "Attachment") return findAttachmentViolations(inner, shape, place, isSound);
      return isSound(inner, place) ? checkAttachment(inner, place) : [];
    });
  });
}

function checkAttachment(attachment: JsonObject, path: Path): RuleViolation[] {
  const { content, sizeBytes, sha256: expected } = attachment;
  if (typeof content !== "string") return [];
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  if (bytes.length !== sizeBytes) {
    // Content of another size has another digest too, which need not be reported.
    const values = { expected: formatNumber(Number(sizeBytes)), actual: formatNumber(bytes.length) };
    const message = _("The size (sizeBytes) is {expected}, but the content has {actual} bytes", values);
    return [violate(RULE, [...path, "sizeBytes"], message)];
  }
  if (sha256(bytes) === expected) return [];
  return [violate(RULE, [...path, "sha256"], _("The SHA-256 digest (sha256) is not that of the content"))];
}
