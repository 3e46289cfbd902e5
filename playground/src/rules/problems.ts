// A document's problems with the rules.

import { elementAt } from "../schema/elements";
import { readXml } from "../convert/xml_reader";
import type { Problem } from "../problems";
import { root } from "../schema/shapes";
import { findPlace } from "../parse/json_positions";
import type { Parsed } from "../parse/document";
import { placeInJson, placeInXml, present } from "../explain/locate";
import { breaches } from "./evaluate";
import { attachments, references } from "./builtin";
import { tell } from "./explain";

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
