// Where the values of a JSON text are, which names are repeated, and how deeply it is nested.

import { _ } from "../i18n.js";
import type { Limits } from "../limits.js";
import type { Path } from "../schema/paths.js";
import { type Node, isObject, positionAt } from "./json.js";
import { refuse } from "./refusal.js";

/** A value in a JSON text: its path, the offset of its name (or else its own), and its own. */
export interface Token {
  readonly path: Path;
  readonly nameAt: number;
  readonly valueAt: number;
}

/** Yield all values of a JSON text, in its order. */
function* walk(node: Node, path: Path = [], nameAt = node.at): Generator<Token> {
  yield { path, nameAt, valueAt: node.at };
  for (const entry of node.entries ?? []) {
    yield* walk(entry.node, [...path, entry.name], entry.nameAt);
  }
  for (const [index, item] of (node.items ?? []).entries()) yield* walk(item, [...path, index]);
}

/** Return the value at a path that exists; where a name is repeated, the last. */
export function findToken(node: Node, path: Path): Token {
  let current = node;
  let nameAt = node.at;
  for (const part of path) {
    const entry = current.entries?.findLast(({ name }) => name === part);
    const inner = typeof part === "number" ? current.items?.[part] : entry?.node;
    if (!inner) break;
    current = inner;
    nameAt = typeof part === "number" ? current.at : (entry?.nameAt ?? current.at);
  }
  return { path, nameAt, valueAt: current.at };
}

/** Yield the values of repeated names, except the first of each. */
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

/**
 * Check that a JSON text is not nested deeper than the limit.
 *
 * @throws Refusal if it is.
 */
export function checkDepth(text: string, node: Node, limits: Limits): void {
  if (!isDeeper(node.value, limits.maxDepth)) return;
  for (const token of walk(node)) {
    if (token.path.length >= limits.maxDepth) {
      const message = _("the document is nested deeper than {limit}", { limit: limits.maxDepth });
      throw refuse("limit", message, { syntax: "json", ...positionAt(text, token.valueAt) });
    }
  }
}

function partsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function isDeeper(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < limit && level.length; depth += 1) level = level.flatMap(partsOf);
  return level.length > 0;
}
