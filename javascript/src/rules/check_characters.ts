// Codes and their check characters. Their sources are in swschema.rules.check_characters in Python.

const USCC = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANIZATION = /^[0-9A-Z]{8}-?[0-9X]$/;
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANIZATION_CHECKS = "0X987654321";
const MOD11_10 = /^[0-9]{2,100}$/;
const MOD11_2 = /^[0-9]{1,99}[0-9X]$/;
const MOD97_10 = /^[0-9A-Z]{1,98}[0-9]{2}$/;

/** Return the remainder by a modulus of a number, given by the values of its digits in a base. */
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
