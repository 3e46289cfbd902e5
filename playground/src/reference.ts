// Pages of the site around this one.

import { pageLanguage } from "./labels";

const RULE = /^[A-Z]{2}[0-9]{2}$/;

/** Return the address of the page that explains a problem, by its code or the id of its rule. */
export function explanationOf(code: string): string {
  const language = pageLanguage() === "en" ? "" : "zh/";
  return `../${language}reference/${RULE.test(code) ? "rules" : "problems"}/${code}/`;
}
