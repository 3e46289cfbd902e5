// From the line and column of a problem to what it marks in the editor.

import type { Text } from "@codemirror/state";

import type { Problem } from "../problems";

export interface Span {
  readonly from: number;
  readonly to: number;
}

// A start tag's name, a text, a bracket, or whatever else stands together.
const TOKEN = /<[^\s/>]+|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"<]+/y;

/** Return what a problem marks, null where it has no line. */
export function spanOf(doc: Text, { line, column }: Problem): Span | null {
  if (line === null) return null;
  const found = doc.line(Math.min(line, doc.lines));
  const units = [...found.text].slice(0, (column ?? 1) - 1).join("").length;
  const from = found.from + Math.min(units, found.length);
  TOKEN.lastIndex = from - found.from;
  const token = TOKEN.exec(found.text)?.[0] ?? found.text.charAt(from - found.from);
  return { from, to: from + token.length };
}
