// One digest for a JSON value, however it is formatted.

import { isObject } from "./parse/json.js";
import { sha256 } from "./sha256.js";

/** Return the SHA-256 digest of a value's canonical JSON (RFC 8785), in lower-case hex. */
export function digest(value: unknown): string {
  return sha256(new TextEncoder().encode(JSON.stringify(sortMembers(value))));
}

/** Return a value with the members of its objects in the order of their names in UTF-16. */
function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (!isObject(value)) return value;
  const out = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(value).sort()) out[name] = sortMembers(value[name]);
  return out;
}
