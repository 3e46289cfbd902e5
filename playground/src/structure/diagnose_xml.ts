// The problems of an XML record, placed at its elements.

import type { Fault } from "../convert/faults";
import { readXml } from "../convert/xml_reader";
import { placeInXml } from "../explain/locate";
import { _ } from "../i18n";
import type { XmlDocument } from "../parse/document";
import type { JsonObject } from "../parse/json";
import { type Tree, checkDepth } from "../parse/xml";
import { type Problem, problem } from "../problems";
import { elementAt } from "../schema/elements";
import { type RecordShape, root } from "../schema/shapes";
import { xmlMessage } from "./engines";
import { type Finding, collectFindings, toFinding } from "./findings";
import { explainFinding, limitProblems } from "./messages";

/**
 * Return the problems of an invalid XML record, in the order of its text.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function xmlProblems(document: XmlDocument): readonly Problem[] {
  const { data, tree, limits } = document;
  const record = root(document.recordType);
  checkDepth(tree.root, limits);
  const most = limits.maxProblems;
  const { findings, value } = examine(tree, record, most);
  if (!findings.length) {
    // The engine's verdict stands, even where nothing explains it.
    const reason = xmlMessage(tree.document) ?? "invalid";
    return [problem("schema", _("the document does not conform to the XML Schema: {reason}", { reason }))];
  }
  const located = findings.map((finding) => {
    const element = finding.element ?? elementAt(tree.root, finding.path, record);
    return { element, problem: explainFinding(finding, value, record) };
  });
  return limitProblems(placeInXml(data, record, located, most + 1), most);
}

/** Return the findings in a record, and the record as a JSON value. */
function examine(
  tree: Tree,
  record: RecordShape,
  most: number,
): { findings: Finding[]; value: JsonObject } {
  const faults: Fault[] = [];
  try {
    const value = readXml(tree.root, record, (fault) => {
      faults.push(fault);
      if (faults.length > most) throw new LimitReached();
    });
    return { findings: collectFindings(value, faults, record, most), value };
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    // There is no value that an engine could validate.
    return { findings: faults.map((fault) => toFinding(fault, record)), value: {} };
  }
}

/** There are more faults than are reported. */
class LimitReached extends Error {}
