// Lists of dates and texts.

/** Return the last of some dates, "" of none. */
export function latest(dates: readonly string[]): string {
  return [...dates].sort().at(-1) ?? "";
}

/** Return whether no date is earlier than the one before it in the list. */
export function isSorted(dates: readonly string[]): boolean {
  return dates.every((each, index) => index === 0 || (dates[index - 1] ?? "") <= each);
}

/** Return the texts that are in a list more than once. */
export function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((each, index) => texts.indexOf(each) !== index))];
}

/** Return what a table has for any of some kinds of enterprise, each once, in its order. */
export function forKinds(
  table: Readonly<Record<string, readonly string[]>>,
  kinds: readonly string[],
): string[] {
  return [...new Set(kinds.flatMap((kind) => table[kind] ?? []))];
}

/** Return the items of all lists in one list. */
export function flatten(lists: readonly (readonly string[])[]): string[] {
  return lists.flat();
}
