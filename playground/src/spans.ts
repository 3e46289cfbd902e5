// The part of the text that a problem is about, from its line and column.

import type { Text } from "@codemirror/state";

import type { Problem } from "swschema";

export interface Span {
  readonly from: number;
  readonly to: number;
}

// The name of a start tag, a string, a bracket, or any other characters without a space.
const TOKEN = /<[^\s/>]+|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"<]+/y;

/** Return the span of a problem; null where it has no line. */
export function findSpan(doc: Text, { line, column }: Problem): Span | null {
  if (line === null) return null;
  const row = doc.line(Math.min(line, doc.lines));
  const units = [...row.text].slice(0, (column ?? 1) - 1).join("").length;
  const from = row.from + Math.min(units, row.length);
  TOKEN.lastIndex = from - row.from;
  const token = TOKEN.exec(row.text)?.[0] ?? row.text.charAt(from - row.from);
  return { from, to: from + token.length };
}
