// Which bracket of a JSON text was left open, by the indentation of its lines.

import { STRING } from "./json_departure.js";

// A line's indentation, with the bracket that closes something at its start; or a bracket.
const MARK = new RegExp(
  `(?<string>${STRING})|\\n(?<indent>[ \\t]*)(?<first>[}\\]])?|(?<open>[{[])|(?<close>[}\\]])`,
  "g",
);

/**
 * Return the offset of the bracket that a text most likely fails to close; null if its indentation
 * does not show that.
 *
 * A bracket at the start of a line closes one that was opened in a line with the same indentation.
 * The first one that does not shows that the bracket which it closes by the grammar was left open.
 */
export function findUnclosed(text: string, end: number): number | null {
  const opened: (readonly [at: number, indent: string])[] = [];
  let indent = "";
  for (const mark of text.slice(0, end + 1).matchAll(MARK)) {
    const groups = mark.groups ?? {};
    if (groups.indent !== undefined) {
      indent = groups.indent;
      const last = groups.first && opened.pop();
      if (last && last[1] !== indent) return last[0];
    } else if (groups.open) {
      opened.push([mark.index, indent]);
    } else if (groups.close) {
      opened.pop();
    }
  }
  return null;
}
