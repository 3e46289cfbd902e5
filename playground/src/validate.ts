// The verdict on a document: its structure, and then its rules.

import { ConversionError } from "./convert/faults";
import { readXml, throwFault } from "./convert/xml_reader";
import { speaking, spoken } from "./i18n";
import type { Language, Problem, Report } from "./problems";
import { root } from "./schema/shapes";
import { ruleProblems } from "./rules/problems";
import { checkSize } from "./parse/source";
import { findRepeated } from "./parse/json_positions";
import { DEFAULT_LIMITS, type Limits } from "./limits";
import { type Parsed, parse } from "./parse/document";
import { Refusal } from "./parse/refusal";
import { type Tree, hasInstanceAttributes } from "./parse/xml";
import { acceptsJson, xmlMessage } from "./structure/engines";
import { jsonProblems } from "./structure/telling";
import { xmlProblems } from "./structure/diagnose_xml";

const LARGE = 100_000; // bytes of XML; what is smaller has no room for mistakes that take long

/** Return the verdict on one document, with a problem for each fault in it. */
export function validate(
  data: Uint8Array,
  language: Language = "en",
  limits: Limits = DEFAULT_LIMITS,
): Report {
  return speaking(language, () => {
    try {
      checkSize(data, limits);
      return judged(data, limits);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { syntax, record, problem } = error;
      return { syntax, record, problems: [problem], language };
    }
  });
}

function judged(data: Uint8Array, limits: Limits): Report {
  const parsed = parse(data);
  const { syntax, record } = parsed;
  try {
    const found = structural(parsed, limits);
    const problems = found.length ? found : ruleProblems(parsed);
    return { syntax, record, problems, language: spoken() };
  } finally {
    if (parsed.syntax === "xml") parsed.tree.dispose();
  }
}

function structural(parsed: Parsed, limits: Limits): readonly Problem[] {
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
  return (!isLarge || readsValid(record, tree)) && xmlMessage(tree.document) === null;
}

/** Return whether an element is valid as JSON has it, which one mistake is enough to deny. */
function readsValid(record: string, tree: Tree): boolean {
  try {
    return acceptsJson(record, readXml(tree.root, root(record), throwFault));
  } catch (error) {
    if (error instanceof ConversionError) return false;
    throw error;
  }
}
