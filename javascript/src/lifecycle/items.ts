// What the next step of a registration needs, and who has to act.

import type { Expression, Variables } from "../rules/expressions.js";
import { findValue } from "../schema/paths.js";
import { specification } from "../schema/specification.js";
import type { BilingualText, RequiredItem } from "./status.js";
import { type ItemData, LIFE_CYCLE, SINGLE, UNIFIED, evaluate } from "./table.js";

const ONLINE = "ONLINE_REGISTRATION"; // the scope that an agent has before its entrustment is filled in

/** Return what the next step needs; where `isBlind`, nothing is known but the registration. */
export function listItems(known: Variables, state: string, isBlind: boolean): RequiredItem[] {
  return LIFE_CYCLE.next.flatMap((each) => {
    const { states, concerns, when, missing, beyond = false } = each;
    if (!states.includes(state) || !holds(concerns, known)) return [];
    const isUnknown = isBlind && beyond;
    if (!isUnknown && !holds(when, known)) return [];
    const codes = each.each ? (evaluate(each.each, known) as readonly string[]) : [null];
    return codes.map((code) => ({
      words: chooseWords(each, code),
      window: findWindow(known, each.window),
      actor: findActor(known, each),
      missing: isUnknown || !missing ? null : Boolean(evaluate(missing, { ...known, code })),
    }));
  });
}

/** Return the window of an item or a deadline: the unified one stands for both former ones. */
export function findWindow(known: Variables, window: string): string {
  return window !== SINGLE && known["unified"] ? UNIFIED : window;
}

function holds(expression: Expression | undefined, known: Variables): boolean {
  return expression === undefined || Boolean(evaluate(expression, known));
}

/** Return the words of an item, with the title of its code, if it is one of several. */
function chooseWords({ words, codes = "" }: ItemData, code: string | null): BilingualText {
  if (code === null) return words;
  const [, en = "", zh = ""] = specification.codes[codes]?.find(([each]) => each === code) ?? [];
  return { en: words.en.replace("{code}", en), zh: words.zh.replace("{code}", zh) };
}

/** Return who has to act: an agent within its scope, otherwise the one who is named. */
function findActor(known: Variables, { actor, scope }: ItemData): string {
  if (scope === undefined || findValue(known["this"], ["applicantMode"]) !== "AGENCY") return actor;
  const covered = findValue(known["this"], ["application", "entrustment", "scope"]) ?? [ONLINE];
  return (covered as readonly string[]).includes(scope) ? "AGENT" : actor;
}
