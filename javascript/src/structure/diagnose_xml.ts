// What is wrong with the structure of an XML record.

import { readXml } from "../convert/xml_reader.js";
import { _ } from "../i18n.js";
import type { XmlDocument } from "../parse/document.js";
import type { JsonObject } from "../parse/json.js";
import { checkDepth } from "../parse/xml.js";
import { root } from "../schema/shapes.js";
import type { Violation } from "../schema/violation.js";
import { type Diagnosis, collectViolations } from "./violations.js";

/**
 * Return what is wrong with an invalid XML record.
 *
 * @throws Refusal if it is nested deeper than the limit.
 */
export function diagnoseXml(document: XmlDocument): Diagnosis {
  const { tree, limits } = document;
  const record = root(document.recordType);
  checkDepth(tree.root, limits);
  const reported = new Reported(limits.maxProblems);
  let value: JsonObject;
  try {
    value = readXml(
      tree.root,
      record,
      (violation) => reported.add(violation),
      (code) => reported.wants(code),
    );
  } catch (error) {
    if (!(error instanceof RepeatsError)) throw error;
    // Which names repeat after these is not known.
    const repeated = reported.violations.filter(({ code }) => code === "duplicate");
    return { violations: repeated, value: {}, complete: false };
  }
  const { violations, areAll } = reported;
  const diagnosis = collectViolations(value, violations, record, limits.maxProblems, areAll);
  if (diagnosis.violations.length) return diagnosis;
  // The engine's verdict stands, even where nothing explains it.
  const message = tree.findViolation() ?? "invalid";
  const reason = _("does not conform to the XML Schema: {reason}", { reason: message });
  return { violations: [{ path: [], code: "schema", reason }], value, complete: true };
}

/** More names repeat than are reported. */
class RepeatsError extends Error {}

/** What the reader reports: of each code the first ones, up to one more than are reported. */
class Reported {
  readonly violations: Violation[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Whether nothing was left out. */
  get areAll(): boolean {
    return [...this.counts.values()].every((count) => count <= this.most);
  }

  /** Return whether another violation with a code is wanted. */
  wants(code: string): boolean {
    return (this.counts.get(code) ?? 0) <= this.most;
  }

  /**
   * Add a violation.
   *
   * @throws RepeatsError if too many names repeat.
   */
  add(violation: Violation): void {
    const { code = "" } = violation;
    this.violations.push(violation);
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (code === "duplicate" && !this.wants(code)) throw new RepeatsError();
  }
}
