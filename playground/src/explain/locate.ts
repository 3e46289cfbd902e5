// The places of problems in the text: line, column and excerpt.

import { makeLocator } from "../parse/json";
import type { Token } from "../parse/json_positions";
import { elementPositions } from "../parse/xml";
import type { Element } from "../parse/xml_elements";
import type { Problem } from "../problems";
import { pathOf } from "../schema/elements";
import type { Path } from "../schema/paths";
import type { RecordShape } from "../schema/shapes";
import { jsonExcerpt, xmlExcerpt } from "./excerpts";

/** A problem with the value that it is about, and the offset to place it at. */
export interface LocatedInJson {
  readonly token: Token;
  readonly at: number;
  readonly problem: Problem;
}

/** Return problems with their places, in the order of the text and no more than `most`. */
export function placeInJson(
  text: string,
  record: RecordShape,
  located: readonly LocatedInJson[],
  most = Number.POSITIVE_INFINITY,
): Problem[] {
  const locate = makeLocator(text);
  return [...located]
    .sort((one, other) => one.at - other.at)
    .slice(0, most)
    .map(({ token, at, problem }) => {
      const excerpt = jsonExcerpt(text, token.valueAt, token.path, record);
      return { ...problem, excerpt, ...locate(at) };
    });
}

/** A problem with the element to place it at. */
export interface LocatedInXml {
  readonly element: Element;
  readonly problem: Problem;
}

/** Return problems with their places, in the order of the text and no more than `most`. */
export function placeInXml(
  data: Uint8Array,
  record: RecordShape,
  located: readonly LocatedInXml[],
  most = Number.POSITIVE_INFINITY,
): Problem[] {
  const first = [...located]
    .sort((one, other) => one.element.index - other.element.index)
    .slice(0, most);
  const positions = elementPositions(data, new Set(first.map(({ element }) => element.index)));
  return first.map(({ element, problem }) => {
    const excerpt = xmlExcerpt(element, pathOf(element, record), record);
    return { ...problem, excerpt, ...positions.get(element.index) };
  });
}

/** Return the part of a value at a name or an index, undefined where there is none. */
export function inner(value: unknown, part: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) !== (typeof part === "number")) return undefined;
  return (value as Record<string | number, unknown>)[part];
}

/** Return as much of a path as exists: a missing member is placed at its object. */
export function present(path: Path, value: unknown): Path {
  let part = value;
  for (const [end, step] of path.entries()) {
    part = inner(part, step);
    if (part === undefined) return path.slice(0, end);
  }
  return path;
}
