// Regular expressions that match at an offset.

/** Return the match of a sticky expression at an offset of a text, or null. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Return the offset behind the match of a sticky expression, or the offset itself. */
export function skip(pattern: RegExp, text: string, at: number): number {
  const match = matchAt(pattern, text, at);
  return match ? at + match[0].length : at;
}

/** Return a text without the XML white space around it. */
export function strip(text: string): string {
  return text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
}
