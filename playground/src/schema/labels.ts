// What the schemas call things, in the language that is being spoken.

import { spoken } from "../i18n";
import type { Scalar } from "./shapes";
import type { Both } from "./specification";
import type { Trace } from "./trace";

/** Return a title or a description in the language that is being spoken. */
export function said([english, chinese]: Both): string {
  return spoken() === "en" ? english : chinese;
}

/** Return a member's name with its titles: the Chinese one stands on the paper forms. */
export function field(name: string, { member }: Trace): string {
  if (!member) return name;
  const [english, chinese] = member.title;
  return spoken() === "en" ? `${name} (${english}, ${chinese})` : `${name}（${chinese}）`;
}

/** Return a code with its title, as in `SELF (Self-service)`. */
export function code(scalar: Scalar, value: string): string {
  const found = scalar.codes.find(([each]) => each === value);
  if (!found) return value;
  const words = said([found[1], found[2]]);
  return spoken() === "en" ? `${value} (${words})` : `${value}（${words}）`;
}
