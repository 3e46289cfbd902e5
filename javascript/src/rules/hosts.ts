// Hosts and domains of web addresses.

// Letters of internationalised hosts: small ones only, so that there is nothing to map, RFC 5895.
const LETTERS = "ß-öø-ÿά-ώа-џ々〇ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣";
const URL_PARTS = new RegExp(
  "^[A-Za-z][0-9A-Za-z+.-]*://([0-9A-Za-z._~%!$&'()*+,;=:-]*@)?" +
    `(\\[[0-9A-Fa-f:.]+\\]|[0-9A-Za-z._~%!$&'()*+,;=${LETTERS}-]+)(:[0-9]*)?([/?#][!-~]*)?$`,
);
const DOMAIN = new RegExp(
  `^([0-9A-Za-z_${LETTERS}-]+\\.)+[A-Za-z${LETTERS}][0-9A-Za-z${LETTERS}-]*$`,
);
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

export function hostOf(url: string): string {
  return asciiForm(URL_PARTS.exec(url)?.[2] ?? "");
}

export function isHostOf(url: string, domain: string): boolean {
  return DOMAIN.test(domain) && `.${hostOf(url)}`.endsWith(`.${asciiForm(domain)}`);
}

/** A host in lower case, with each label that is not ASCII in Punycode. */
function asciiForm(host: string): string {
  const labels = host.toLowerCase().split(".");
  return labels
    .map((label) => (/[^\x00-\x7f]/.test(label) ? `xn--${encodePunycode(label)}` : label))
    .join(".");
}

/** Text in ASCII letters, digits and hyphens, RFC 3492. */
function encodePunycode(text: string): string {
  const points = [...text].map((char) => char.codePointAt(0)!);
  const basic = points.filter((point) => point < 0x80);
  let output = basic.length > 0 ? `${String.fromCodePoint(...basic)}-` : "";
  let [current, delta, bias, written] = [0x80, 0, 72, basic.length];
  while (written < points.length) {
    const next = Math.min(...points.filter((point) => point >= current));
    delta += (next - current) * (written + 1);
    current = next;
    for (const point of points) {
      if (point < current) delta += 1;
      if (point !== current) continue;
      output += encodeNumber(delta, bias);
      bias = adapt(delta, written + 1, written === basic.length);
      delta = 0;
      written += 1;
    }
    delta += 1;
    current += 1;
  }
  return output;
}

/** A number in digits of varying base, the least first. */
function encodeNumber(value: number, bias: number): string {
  let output = "";
  for (let base = 36; ; base += 36) {
    const threshold = Math.min(Math.max(base - bias, 1), 26);
    if (value < threshold) return output + DIGITS[value];
    output += DIGITS[threshold + ((value - threshold) % (36 - threshold))];
    value = Math.floor((value - threshold) / (36 - threshold));
  }
}

/** The bias for the next number. */
function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > 455; bias += 36) rest = Math.floor(rest / 35);
  return bias + Math.floor((36 * rest) / (rest + 38));
}
