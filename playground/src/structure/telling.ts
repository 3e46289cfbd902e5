// From findings to problems: put into words, with line, column and excerpt.

import type { Fault } from "../convert/faults";
import { _ } from "../i18n";
import { formatNumber } from "../numbers";
import { type Path, key, pointer } from "../schema/paths";
import { type Problem, problem } from "../problems";
import type { RecordShape } from "../schema/shapes";
import { checkDepth, findPlace, findRepeated } from "../parse/json_positions";
import type { JsonObject, Node } from "../parse/json";
import type { Limits } from "../limits";
import { type Finding, findings } from "./findings";
import { message } from "./messages";
import { inner, placeInJson, present } from "../explain/locate";
import { didYouMean, remedy } from "./remedies";
import { trace } from "../schema/trace";
import { field } from "../schema/labels";

const AT_NAME = new Set(["unknown", "duplicate"]); // told at the name and not at the value

/** Return so many problems at most, and then one that says that there are others. */
export function bounded(problems: readonly Problem[], most: number): readonly Problem[] {
  if (problems.length <= most) return problems;
  const words = _("there are more problems than {limit}, and the others are not told", {
    limit: formatNumber(most),
  });
  return [...problems.slice(0, most), problem("limit", words)];
}

/** Return a finding as a problem that has no line yet. */
export function tell(finding: Finding, value: JsonObject, record: RecordShape): Problem {
  const { path, keyword, limit, reason } = finding;
  const traced = trace(record, path);
  const name = nameOf(path, record);
  const words = keyword
    ? message(keyword, name, limit, traced)
    : _("{field} {reason}", { field: field(name, traced), reason });
  let advice = keyword ? remedy(keyword, reach(value, path), traced) : "";
  if (finding.meant !== null) advice = didYouMean(finding.meant);
  const place = { pointer: pointer(path), xpath: traced.xpath };
  return problem(finding.code, words, { ...place, remedy: advice });
}

function nameOf(path: Path, record: RecordShape): string {
  const last = path.at(-1);
  if (last === undefined) return String(record.recordType);
  if (typeof last === "string") return last;
  return _("item {number} of {name}", { number: last + 1, name: path.at(-2) });
}

/** Return what stands at a path, undefined where nothing does. */
function reach(value: unknown, path: Path): unknown {
  return path.reduce((here, part) => inner(here, part), value);
}

/** Return what is wrong with an invalid JSON record, in the order of its text. */
export function jsonProblems(
  text: string,
  node: Node,
  value: JsonObject,
  record: RecordShape,
  limits: Limits,
): readonly Problem[] {
  checkDepth(text, node, limits);
  const most = limits.maxProblems;
  const repeated = take(findRepeated(node), most + 1);
  const reason = _("stands more than once");
  const faults = repeated.map(({ path }): Fault => {
    return { code: "duplicate", path, reason, element: null };
  });
  const found = findings(value, faults, record, most);
  const again = new Map(repeated.map((token) => [key(token.path), token]));
  const told = found.map((finding) => {
    const path = present(finding.path, value);
    const twin = finding.code === "duplicate" ? again.get(key(path)) : undefined;
    const token = twin ?? findPlace(node, path);
    const at = AT_NAME.has(finding.code) ? token.nameAt : token.valueAt;
    return { token, at, told: tell(finding, value, record) };
  });
  return bounded(placeInJson(text, record, told, most + 1), most);
}

/** Return so many at most of what a generator yields. */
function take<T>(all: Generator<T>, most: number): T[] {
  const taken: T[] = [];
  for (const each of all) {
    taken.push(each);
    if (taken.length === most) break;
  }
  return taken;
}
