// Numbers as people read them.

/** Return a whole number with a comma after each three digits. */
export function formatNumber(number: number): string {
  return number.toLocaleString("en-US");
}
