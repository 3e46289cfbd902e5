// What is wrong with the structure of an XML record.

import { readXml } from "../convert/xml_reader";
import { _ } from "../i18n";
import type { XmlDocument } from "../parse/document";
import type { JsonObject } from "../parse/json";
import { checkDepth } from "../parse/xml";
import { root } from "../schema/shapes";
import type { Violation } from "../schema/violation";
import { xmlMessage } from "./engines";
import { type Diagnosis, classifyReported, collectViolations } from "./violations";

/**
 * Return what is wrong with an invalid XML record.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function diagnoseXml(document: XmlDocument): Diagnosis {
  const { tree, limits } = document;
  const record = root(document.recordType);
  checkDepth(tree.root, limits);
  const most = limits.maxProblems;
  const reported: Violation[] = [];
  let value: JsonObject;
  try {
    value = readXml(tree.root, record, (violation) => {
      reported.push(violation);
      if (reported.length > most) throw new LimitReached();
    });
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    // There is no value that an engine could validate.
    const violations = reported.map((violation) => classifyReported(violation, record));
    return { violations, value: {}, complete: false };
  }
  const diagnosis = collectViolations(value, reported, record, most);
  if (diagnosis.violations.length) return diagnosis;
  // The engine's verdict stands, even where nothing explains it.
  const message = xmlMessage(tree.document) ?? "invalid";
  const reason = _("does not conform to the XML Schema: {reason}", { reason: message });
  return { violations: [{ path: [], code: "schema", reason }], value, complete: true };
}

/** There are more violations than are reported. */
class LimitReached extends Error {}
