// Dates and date-times.

import { DateError } from "../errors.js";

const DAY = 86_400_000;
const CHINA = 8 * 3_600_000_000; // microseconds ahead of UTC

export function chinaDate(moment: string): string {
  return new Date((parseInstant(moment) + CHINA) / 1000).toISOString().slice(0, 10);
}

/** Return today's date in China Standard Time. */
export function todayInChina(): string {
  return chinaDate(new Date().toISOString());
}

/**
 * Check that a text is a date.
 *
 * @throws DateError if it is not one such as 2018-04-20.
 */
export function checkDate(text: string): void {
  const isWritten = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text);
  const moment = new Date(`${text}T00:00:00Z`);
  const isDay = isWritten && !Number.isNaN(moment.valueOf()) && moment.toISOString().startsWith(text);
  if (!isDay) throw new DateError(text);
}

export function daysBetween(earlier: string, later: string): number {
  return (Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / DAY;
}

/** Return a date-time as microseconds since 1970, which a number can hold exactly. */
export function parseInstant(moment: string): number {
  const fraction = /\.([0-9]+)/.exec(moment)?.[1] ?? "";
  const whole = Date.parse(moment.replace(/\.[0-9]+/, ""));
  return whole * 1000 + Number(fraction.padEnd(6, "0"));
}
