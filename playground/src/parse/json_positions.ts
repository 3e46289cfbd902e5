// Where the values of a JSON text stand, which names repeat, and how deep it nests.

import { _ } from "../i18n";
import type { Path } from "../schema/paths";
import { type Node, isObject, placeIn } from "./json";
import type { Limits } from "../limits";
import { refuse } from "./refusal";

/** A value in a JSON text: its path, the offset of its name (or its own) and its own. */
export interface Token {
  readonly path: Path;
  readonly nameAt: number;
  readonly valueAt: number;
}

/** Yield all values of a JSON text in its order, each with how many values it is in. */
export function* tokens(node: Node, path: Path = [], nameAt = node.at): Generator<Token> {
  yield { path, nameAt, valueAt: node.at };
  for (const entry of node.entries ?? []) {
    yield* tokens(entry.node, [...path, entry.name], entry.nameAt);
  }
  for (const [index, item] of (node.items ?? []).entries()) yield* tokens(item, [...path, index]);
}

/** Return the value at a path that is there; where a name is repeated, the last. */
export function findPlace(node: Node, path: Path): Token {
  let here = node;
  let nameAt = node.at;
  for (const part of path) {
    const entry = here.entries?.findLast(({ name }) => name === part);
    const inner = typeof part === "number" ? here.items?.[part] : entry?.node;
    if (!inner) break;
    here = inner;
    nameAt = typeof part === "number" ? here.at : (entry?.nameAt ?? here.at);
  }
  return { path, nameAt, valueAt: here.at };
}

/** Yield the values of repeated names, but for the first of each. */
export function* findRepeated(node: Node, path: Path = []): Generator<Token> {
  const seen = new Set<string>();
  for (const { name, nameAt, node: inner } of node.entries ?? []) {
    if (seen.has(name)) yield { path: [...path, name], nameAt, valueAt: inner.at };
    seen.add(name);
    yield* findRepeated(inner, [...path, name]);
  }
  for (const [index, item] of (node.items ?? []).entries()) {
    yield* findRepeated(item, [...path, index]);
  }
}

/** Check that a JSON text does not nest deeper than the limit, or throw a Refusal. */
export function checkDepth(text: string, node: Node, limits: Limits): void {
  if (!nestsDeeper(node.value, limits.maxDepth)) return;
  for (const token of tokens(node)) {
    if (token.path.length >= limits.maxDepth) {
      const words = _("the document nests deeper than {limit}", { limit: limits.maxDepth });
      throw refuse("limit", words, { syntax: "json", ...placeIn(text, token.valueAt) });
    }
  }
}

function inside(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function nestsDeeper(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < limit && level.length; depth += 1) level = level.flatMap(inside);
  return level.length > 0;
}
