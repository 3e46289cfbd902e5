// The problems of an XML record, told at its elements.

import type { Fault } from "../convert/faults";
import { elementAt } from "../schema/elements";
import { readXml } from "../convert/xml_reader";
import { _ } from "../i18n";
import { type Problem, problem } from "../problems";
import type { RecordShape } from "../schema/shapes";
import type { JsonObject } from "../parse/json";
import type { Limits } from "../limits";
import { type Tree, checkDepth } from "../parse/xml";
import { xmlMessage } from "./engines";
import { type Finding, findings, toldOf } from "./findings";
import { placeInXml } from "../explain/locate";
import { bounded, tell } from "./telling";

/** Return what is wrong with an invalid XML record, in the order of its text. */
export function xmlProblems(
  tree: Tree,
  record: RecordShape,
  limits: Limits,
): readonly Problem[] {
  checkDepth(tree.root, limits);
  const most = limits.maxProblems;
  const { found, value } = foundIn(tree, record, most);
  if (!found.length) {
    // The engine's verdict stands, even where nothing explains it.
    const reason = xmlMessage(tree.document) ?? "invalid";
    return [problem("schema", _("the XML Schema refuses the document: {reason}", { reason }))];
  }
  const told = found.map((finding) => {
    const element = finding.element ?? elementAt(tree.root, finding.path, record);
    return { element, told: tell(finding, value, record) };
  });
  return bounded(placeInXml(tree.data, record, told, most + 1), most);
}

/** Return what is wrong with a record, and the record as JSON has it. */
function foundIn(
  tree: Tree,
  record: RecordShape,
  most: number,
): { found: Finding[]; value: JsonObject } {
  const faults: Fault[] = [];
  try {
    const value = readXml(tree.root, record, (fault) => {
      faults.push(fault);
      if (faults.length > most) throw new Enough();
    });
    return { found: findings(value, faults, record, most), value };
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    // There is no value, and nothing for an engine to judge.
    return { found: faults.map((fault) => toldOf(fault, record)), value: {} };
  }
}

/** There are more faults than are told. */
class Enough extends Error {}
