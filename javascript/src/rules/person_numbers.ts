// Numbers of identity documents. Their sources are in swschema.rules.person_numbers in Python.

import { isMod11_2 } from "./check_characters.js";

const DATED = /^[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9X]$/;
const RESIDENCE_AREAS = ["810000", "820000", "830000"];
const PR_2017 = /^[A-Z]{3}[0-9]{12}$/;

export function isResidentId(no: string): boolean {
  return !no.startsWith("9") && birthDateOf(no) !== "" && isMod11_2(no);
}

export function isHmtResidenceId(no: string): boolean {
  return RESIDENCE_AREAS.includes(no.slice(0, 6)) && isResidentId(no);
}

export function isForeignPrId(no: string): boolean {
  if (no.startsWith("9")) return birthDateOf(no) !== "" && isMod11_2(no);
  return PR_2017.test(no);
}

export function birthDateOf(no: string): string {
  if (!DATED.test(no)) return "";
  const written = `${no.slice(6, 10)}-${no.slice(10, 12)}-${no.slice(12, 14)}`;
  const date = new Date(`${written}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
  return isDay ? written : "";
}
