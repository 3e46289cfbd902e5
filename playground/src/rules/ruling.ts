// A document's problems with the rules.

import { elementAt } from "../convert/places";
import { readXml } from "../convert/reader";
import type { Problem } from "../problems";
import { root } from "../shapes";
import { findPlace } from "../sources/json_places";
import type { Parsed } from "../sources/record";
import { placeInJson, placeInXml, present } from "../structure/placing";
import { breaches } from "./judging";
import { attachments, references } from "./native";
import { tell } from "./telling";

/** Return what a structurally valid record has against the rules, in the order of its text. */
export function ruleProblems(parsed: Parsed): readonly Problem[] {
  const record = root(parsed.record);
  const value = parsed.syntax === "xml" ? readXml(parsed.tree.root, record) : parsed.value;
  const found = [
    ...attachments(value, record),
    ...references(parsed.record, value),
    ...breaches(parsed.record, value),
  ];
  if (!found.length) return [];
  const all = found.map((breach) => tell(breach, record));
  if (parsed.syntax === "xml") {
    const { tree } = parsed;
    const told = all.map((each) => {
      return { element: elementAt(tree.root, each.path, record), told: each.told };
    });
    return placeInXml(tree.data, record, told);
  }
  const spots = all.map(({ path, told }) => {
    const token = findPlace(parsed.node, present(path, value));
    return { token, at: token.valueAt, told };
  });
  return placeInJson(parsed.text, record, spots);
}
