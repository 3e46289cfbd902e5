// The named functions that rules call: see swschema.rules.functions in Python for their sources.

const USCC = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANIZATION = /^[0-9A-Z]{8}-?[0-9X]$/;
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANIZATION_CHECKS = "0X987654321";
const MOD11_10 = /^[0-9]{2,100}$/;
const MOD11_2 = /^[0-9]{1,99}[0-9X]$/;
const MOD97_10 = /^[0-9A-Z]{1,98}[0-9]{2}$/;
const DATED = /^[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9X]$/;
const RESIDENCE_AREAS = ["810000", "820000", "830000"];
const PR_2017 = /^[A-Z]{3}[0-9]{12}$/;
const URL_PARTS =
  /^[A-Za-z][0-9A-Za-z+.-]*:\/\/([0-9A-Za-z._~%!$&'()*+,;=:-]*@)?(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._~%!$&'()*+,;=-]+)(:[0-9]*)?([/?#][!-~]*)?$/;
const DOMAIN = /^([0-9A-Za-z_-]+\.)+[A-Za-z][0-9A-Za-z-]*$/;
const DAY = 86_400_000;
const CHINA = 8 * 3_600_000_000; // microseconds ahead of UTC

/** Return what is left of a number to some base, written in digits of values, by a modulus. */
function remainder(values: readonly number[], base: number, modulus: number): number {
  return values.reduce((rest, value) => (rest * base + value) % modulus, 0);
}

export function isUscc(code: string): boolean {
  if (!USCC.test(code)) return false;
  // The weights are the powers of 3, and that of the check is 1.
  const values = [...code].map((each) => USCC_DIGITS.indexOf(each));
  const check = values.pop() ?? 0;
  let weight = 1;
  let total = check;
  for (const value of values) {
    total += value * weight;
    weight = (weight * 3) % 31;
  }
  return total % 31 === 0;
}

export function isOrganizationCode(code: string): boolean {
  if (!ORGANIZATION.test(code)) return false;
  const total = ORGANIZATION_WEIGHTS.reduce((sum, weight, index) => {
    return sum + weight * Number.parseInt(code.charAt(index), 36);
  }, 0);
  return ORGANIZATION_CHECKS.charAt(total % 11) === code.at(-1);
}

export function organizationCodeOf(uscc: string): string {
  return [...uscc].slice(8, 17).join("");
}

export function normalizedOrganizationCode(code: string): string {
  return code.replaceAll("-", "");
}

export function isMod11_10(digits: string): boolean {
  if (!MOD11_10.test(digits)) return false;
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    product = ((((product + Number(digit)) % 10 || 10) * 2) % 11);
  }
  return (product + Number(digits.at(-1))) % 10 === 1;
}

export function isMod11_2(text: string): boolean {
  if (!MOD11_2.test(text)) return false;
  const values = [...text].map((each) => (each === "X" ? 10 : Number(each)));
  // The weights are the powers of 2 mod 11, as those of 13 are: so it is a number to base 13.
  return remainder(values, 13, 11) === 1;
}

export function isMod97_10(text: string): boolean {
  if (!MOD97_10.test(text)) return false;
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return remainder([...digits].map(Number), 10, 97) === 1;
}

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

export function hostOf(url: string): string {
  return URL_PARTS.exec(url)?.[2]?.toLowerCase() ?? "";
}

export function isHostOf(url: string, domain: string): boolean {
  return DOMAIN.test(domain) && `.${hostOf(url)}`.endsWith(`.${domain.toLowerCase()}`);
}

export function chinaDate(moment: string): string {
  return new Date((instant(moment) + CHINA) / 1000).toISOString().slice(0, 10);
}

export function daysBetween(earlier: string, later: string): number {
  return (Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / DAY;
}

/** Return a date-time as microseconds since 1970, which a number holds exactly. */
export function instant(moment: string): number {
  const fraction = /\.([0-9]+)/.exec(moment)?.[1] ?? "";
  const whole = Date.parse(moment.replace(/\.[0-9]+/, ""));
  return whole * 1000 + Number(fraction.padEnd(6, "0"));
}
