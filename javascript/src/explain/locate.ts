// Findings located in the text of a document: line, column and excerpt.

import type { Document, JsonDocument, XmlDocument } from "../parse/document.js";
import { makeLocator } from "../parse/json.js";
import { type Token, findToken } from "../parse/json_positions.js";
import type { Element } from "../parse/xml_elements.js";
import { type Problem, problem } from "../problems.js";
import { elementAt, pathOf } from "../schema/elements.js";
import { type Path, inner, pointer, tracePath } from "../schema/paths.js";
import { type ObjectType, root } from "../schema/shapes.js";
import { xmlEngine } from "../xml/engine.js";
import { jsonExcerpt, xmlExcerpt } from "./excerpts.js";
import type { Finding } from "./finding.js";

const AT_NAME = new Set(["unknown", "duplicate"]); // problems of a name and not of its value

/**
 * Return findings as problems with their places, in the order of the text.
 *
 * No more than `most` are located. Those of an object have no place, and keep their order.
 */
export function locateFindings(
  document: Document,
  findings: readonly Finding[],
  most = Number.POSITIVE_INFINITY,
): Problem[] {
  if (!findings.length) return [];
  if (document.isValue) {
    const record = root(document.recordType);
    return findings.slice(0, most).map((finding) => makeProblem(finding, record));
  }
  return document.syntax === "json"
    ? locateInJson(document, findings, most)
    : locateInXml(document, findings, most);
}

function makeProblem(finding: Finding, record: ObjectType): Problem {
  const { code, message, path, remedy, severity = "error", usual = null, related = [], fix = [] } = finding;
  return problem(code, message, {
    pointer: pointer(path),
    xpath: tracePath(record, path).xpath,
    remedy,
    severity,
    related: related.map(pointer),
    usual,
    fix,
  });
}

function locateInJson(
  document: JsonDocument,
  findings: readonly Finding[],
  most: number,
): Problem[] {
  const { text, node, value } = document;
  const record = root(document.recordType);
  const locate = makeLocator(text);
  return findings
    .map((finding) => {
      const own = finding.token as Token | undefined;
      const token = own ?? findToken(node, presentPart(finding.path, value));
      return { finding, token, at: AT_NAME.has(finding.code) ? token.nameAt : token.valueAt };
    })
    .sort((one, other) => one.at - other.at)
    .slice(0, most)
    .map(({ finding, token, at }) => {
      const excerpt = jsonExcerpt(text, token.valueAt, token.path, record);
      return { ...makeProblem(finding, record), excerpt, ...locate(at) };
    });
}

function locateInXml(
  document: XmlDocument,
  findings: readonly Finding[],
  most: number,
): Problem[] {
  const { data, tree } = document;
  const record = root(document.recordType);
  const located = findings
    .map((finding) => {
      const own = finding.token as Element | undefined;
      return { finding, element: own ?? elementAt(tree.root, finding.path, record) };
    })
    .sort((one, other) => one.element.index - other.element.index)
    .slice(0, most);
  const positions = xmlEngine().elementPositions(data, new Set(located.map(({ element }) => element.index)));
  return located.map(({ finding, element }) => {
    const excerpt = xmlExcerpt(element, pathOf(element, record), record);
    return { ...makeProblem(finding, record), excerpt, ...positions.get(element.index) };
  });
}

/** Return as much of a path as exists: a missing member is located at its object. */
function presentPart(path: Path, value: unknown): Path {
  let part = value;
  for (const [end, step] of path.entries()) {
    part = inner(part, step);
    if (part === undefined) return path.slice(0, end);
  }
  return path;
}
