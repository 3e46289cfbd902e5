/** Return the moment of a date and time as a JavaScript `Date`, which keeps milliseconds. */
export function toDate(text: string): Date {
  return new Date(text);
}

/** Return a date and time as this specification writes it. */
export function fromDate(date: Date): string {
  return date.toISOString().replace(/\.?0*Z$/, "Z");
}

/** Return an amount in ten-thousandths, exactly: JavaScript has no decimals. */
export function toTenThousandths(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(4, "0"));
}

/** Return an amount that is given in ten-thousandths, as the specification writes it. */
export function fromTenThousandths(amount: bigint): string {
  const digits = amount.toString().padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0*$/, "");
}
