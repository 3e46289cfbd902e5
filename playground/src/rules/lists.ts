// Lists of dates and texts.

/** Return the last of some dates, "" of none. */
export function latest(dates: readonly string[]): string {
  return [...dates].sort().at(-1) ?? "";
}

/** Return the texts that are in a list more than once. */
export function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((each, index) => texts.indexOf(each) !== index))];
}
