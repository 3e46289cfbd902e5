// What the schemas call things, in the language in use.

import { chooseText, currentLanguage } from "../i18n.js";
import type { Scalar } from "./shapes.js";
import type { Trace } from "./paths.js";

/** Return a member's name with its titles, of which the Chinese one is on the paper forms. */
export function labelField(name: string, { member }: Trace): string {
  if (!member) return name;
  const [english, chinese] = member.title;
  return currentLanguage() === "en" ? `${name} (${english}, ${chinese})` : `${name}（${chinese}）`;
}

/** Return a code with its title, as in `SELF (Self-service)`. */
export function labelCode(scalar: Scalar, value: string): string {
  const entry = scalar.codes.find(([code]) => code === value);
  if (!entry) return value;
  const title = chooseText([entry[1], entry[2]]);
  return currentLanguage() === "en" ? `${value} (${title})` : `${value}（${title}）`;
}
