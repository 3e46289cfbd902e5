// Lists of a record that rules compare item by item with themselves, and how long they may be.

import type { Finding } from "../explain/finding.js";
import { _ } from "../i18n.js";
import type { JsonObject } from "../parse/json.js";
import { type Path, findValue } from "../schema/paths.js";

// Decisions and events of decades are fewer; the time that they take grows with their square.
const MOST_ITEMS = 250;
const LISTS = ["decisions", "events"];
// Where a record may have a registration.
const REGISTRATIONS: readonly Path[] = [
  [],
  ["registration"],
  ["registrationDraft"],
  ["dossier", "registration"],
];

/** Return a finding for each list of a structurally valid record that is too long for the rules. */
export function findLongLists(value: JsonObject): Finding[] {
  const paths = REGISTRATIONS.flatMap((path) => LISTS.map((name) => [...path, name]));
  return paths
    .filter((path) => ((findValue(value, path) ?? []) as readonly unknown[]).length > MOST_ITEMS)
    .map((path) => {
      const values = { field: path.at(-1), limit: MOST_ITEMS };
      const message = _("{field} has more than {limit} items, too many for the rules to be checked", values);
      return { code: "limit", path, message, remedy: "" };
    });
}
