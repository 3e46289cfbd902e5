// Problems put to their places in the text: line, column and excerpt.

import { pathOf } from "../schema/elements";
import type { Path } from "../schema/paths";
import type { Problem } from "../problems";
import type { RecordShape } from "../schema/shapes";
import type { Element } from "../parse/xml_elements";
import type { Token } from "../parse/json_positions";
import { lines } from "../parse/json";
import { elementPlaces } from "../parse/xml";
import { jsonExcerpt, xmlExcerpt } from "./excerpts";

/** A problem with the value that it is about, and the offset to tell it at. */
export interface ToldInJson {
  readonly token: Token;
  readonly at: number;
  readonly told: Problem;
}

/** Return problems with their places, in the order of the text, and no more than are asked for. */
export function placeInJson(
  text: string,
  record: RecordShape,
  told: readonly ToldInJson[],
  most = Number.POSITIVE_INFINITY,
): Problem[] {
  const placeOf = lines(text);
  return [...told]
    .sort((one, other) => one.at - other.at)
    .slice(0, most)
    .map(({ token, at, told: problem }) => {
      const excerpt = jsonExcerpt(text, token.valueAt, token.path, record);
      return { ...problem, excerpt, ...placeOf(at) };
    });
}

/** A problem with the element to tell it at. */
export interface ToldInXml {
  readonly element: Element;
  readonly told: Problem;
}

/** Return problems with their places, in the order of the text, and no more than are asked for. */
export function placeInXml(
  data: Uint8Array,
  record: RecordShape,
  told: readonly ToldInXml[],
  most = Number.POSITIVE_INFINITY,
): Problem[] {
  const kept = [...told]
    .sort((one, other) => one.element.index - other.element.index)
    .slice(0, most);
  const places = elementPlaces(data, new Set(kept.map(({ element }) => element.index)));
  return kept.map(({ element, told: problem }) => {
    const excerpt = xmlExcerpt(element, pathOf(element, record), record);
    return { ...problem, excerpt, ...places.get(element.index) };
  });
}

/** Return what stands at a name or an index of a value, undefined where nothing does. */
export function inner(value: unknown, part: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) !== (typeof part === "number")) return undefined;
  return (value as Record<string | number, unknown>)[part];
}

/** Return as much of a path as there is: what is missing is told at its object. */
export function present(path: Path, value: unknown): Path {
  let here = value;
  for (const [end, part] of path.entries()) {
    here = inner(here, part);
    if (here === undefined) return path.slice(0, end);
  }
  return path;
}
