// The verdict on a document: parsed, then its structure, then the rules.

import { ConversionError } from "./convert/faults";
import { readXml, throwFault } from "./convert/xml_reader";
import { useLanguage, currentLanguage } from "./i18n";
import { DEFAULT_LIMITS, type Limits } from "./limits";
import { type Parsed, parse } from "./parse/document";
import { findRepeated } from "./parse/json_positions";
import { Refusal } from "./parse/refusal";
import { checkSize } from "./parse/source";
import { type Tree, hasInstanceAttributes } from "./parse/xml";
import type { Language, Problem, Report } from "./problems";
import { ruleProblems } from "./rules/problems";
import { root } from "./schema/shapes";
import { jsonProblems } from "./structure/diagnose_json";
import { xmlProblems } from "./structure/diagnose_xml";
import { acceptsJson, xmlMessage } from "./structure/engines";

const LARGE = 100_000; // bytes of XML; libxml2 is slow with the mistakes that larger ones can have

/** Return the verdict on one document, with a problem for each mistake in it. */
export function validate(
  data: Uint8Array,
  language: Language = "en",
  limits: Limits = DEFAULT_LIMITS,
): Report {
  return useLanguage(language, () => {
    try {
      checkSize(data, limits);
      return checkDocument(data, limits);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { syntax, record, problem } = error;
      return { syntax, record, problems: [problem], language };
    }
  });
}

function checkDocument(data: Uint8Array, limits: Limits): Report {
  const parsed = parse(data);
  const { syntax, record } = parsed;
  try {
    const structure = checkStructure(parsed, limits);
    const problems = structure.length ? structure : ruleProblems(parsed);
    return { syntax, record, problems, language: currentLanguage() };
  } finally {
    if (parsed.syntax === "xml") parsed.tree.dispose();
  }
}

function checkStructure(parsed: Parsed, limits: Limits): readonly Problem[] {
  const shape = root(parsed.record);
  if (parsed.syntax === "xml") {
    if (acceptsXml(parsed.record, parsed.tree)) return [];
    return xmlProblems(parsed.tree, shape, limits);
  }
  const { text, node, value, record } = parsed;
  if (findRepeated(node).next().done && acceptsJson(record, value)) return [];
  return jsonProblems(text, node, value, shape, limits);
}

function acceptsXml(record: string, tree: Tree): boolean {
  if (hasInstanceAttributes(tree.root)) return false;
  const isLarge = tree.data.length > LARGE;
  return (!isLarge || acceptsAsJson(record, tree)) && xmlMessage(tree.document) === null;
}

/** Return whether an element is valid as a JSON value; the first mistake ends the check. */
function acceptsAsJson(record: string, tree: Tree): boolean {
  try {
    return acceptsJson(record, readXml(tree.root, root(record), throwFault));
  } catch (error) {
    if (error instanceof ConversionError) return false;
    throw error;
  }
}
