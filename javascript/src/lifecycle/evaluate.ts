// The status of a registration by its records, and what comes next.

import type { JsonObject } from "../parse/json.js";
import { daysBetween } from "../rules/dates.js";
import type { Variables } from "../rules/expressions.js";
import type { Settings } from "../rules/settings.js";
import { findValue } from "../schema/paths.js";
import { findWindow, listItems } from "./items.js";
import { type Transition, traceSteps } from "./path.js";
import type { Deadline, FollowUp, RegistrationStatus, WindowStatus } from "./status.js";
import { LIFE_CYCLE, SINGLE, type StatusData, UNIFIED, evaluate, takeParameters } from "./table.js";

const NOTHING_YET = "NOT_SUBMITTED";

/** Return the status of a registration, from a valid dossier or from the registration alone. */
export function evaluateStatus(
  value: JsonObject,
  settings: Settings,
): Omit<RegistrationStatus, "errors"> {
  const isAlone = value["recordType"] === "registration";
  const dossier = (isAlone ? { registration: value } : value) as { readonly registration: JsonObject };
  const { registration } = dossier;
  const known = addFacts({ this: registration, dossier, params: takeParameters(settings) }, [
    "registration",
    "dossier",
  ]);
  const transitions = listTransitions(known, isAlone);
  const reached = transitions.findLast(({ happened }) => happened)?.to ?? "";
  const stated = String(registration["status"]);
  const [steps, agrees] = traceSteps(transitions, reached, stated);
  const state = agrees ? stated : reached;
  // Where the status is all that is known, what other records lack is not known.
  const isBlind = isAlone && state !== reached;
  return {
    registrationId: String(registration["registrationId"]),
    legalName: (findValue(registration, ["application", "enterprise", "legalName"]) ?? null) as string | null,
    state,
    stated,
    reached,
    agrees,
    steps,
    windows: listWindows(known, isBlind),
    items: unique(listItems(known, state, isBlind)),
    followUps: listFollowUps(known),
    deadlines: listDeadlines(known, state, settings.asOf),
    asOf: settings.asOf,
  };
}

/** Return what is known of records with the facts of it, of which some name earlier ones. */
function addFacts(known: Variables, records: readonly string[]): Variables {
  return LIFE_CYCLE.facts
    .filter(([record]) => records.includes(record))
    .reduce((found, [, name, is]) => ({ ...found, [name]: evaluate(is, found) }), known);
}

function listTransitions(known: Variables, isAlone: boolean): Transition[] {
  return LIFE_CYCLE.transitions.map(({ from = [], to, in: record, trigger, evidence, days }) => {
    const shown = evidence !== undefined && !(isAlone && record === "dossier");
    return {
      before: from,
      to,
      trigger,
      shown,
      happened: shown && Boolean(evaluate(evidence, known)),
      days: shown && days ? flattenDays(evaluate(days, known)) : [],
    };
  });
}

function listWindows(known: Variables, isBlind: boolean): WindowStatus[] {
  const found = new Map<string, string>();
  for (const each of LIFE_CYCLE.statuses) {
    if (each.window === undefined || (isBlind && each.in !== "registration")) continue;
    found.set(each.window, stateAtWindow(known, each));
  }
  return [...found]
    .filter(([window]) => window === SINGLE || (window === UNIFIED) === known["unified"])
    .map(([window, state]) => ({ window, state }));
}

/** Return how far a window has come, by the latest record that has anything for it. */
function stateAtWindow(known: Variables, status: StatusData): string {
  if (status.in === "registration") return lastState(status, known) ?? NOTHING_YET;
  for (const record of [...(known["current"] as readonly JsonObject[])].reverse()) {
    const state = lastState(status, addFacts({ this: record }, [status.in]));
    const found = state ?? String(record[status.member ?? ""]);
    if (found !== NOTHING_YET) return found;
  }
  return NOTHING_YET;
}

/** Return the last state that there is evidence for; null where there is for none. */
function lastState({ states }: StatusData, known: Variables): string | null {
  return states.findLast(([, evidence]) => evaluate(evidence, known))?.[0] ?? null;
}

function listFollowUps(known: Variables): FollowUp[] {
  const talks = known["talks"] as readonly { readonly topics: readonly JsonObject[] }[];
  return talks
    .flatMap(({ topics }) => topics)
    .filter((topic) => topic["followUpRequired"] && !("followUpClosedOn" in topic))
    .map((topic) => ({
      topic: String(topic["topicCode"]),
      authority: String(topic["authority"]),
      due: (topic["followUpDue"] ?? null) as string | null,
    }));
}

function listDeadlines(known: Variables, state: string, asOf: string): Deadline[] {
  const found = LIFE_CYCLE.deadlines
    .filter(({ states }) => states.includes(state))
    .flatMap(({ words, window, days, within }) =>
      flattenDays(evaluate(days, known)).map((day) => ({
        within,
        deadline: { words, window: findWindow(known, window), day },
      })),
    );
  const sure = found.filter(({ within }) => within === undefined).map(({ deadline }) => deadline);
  const last = sure.reduce((latest, { day }) => (day > latest ? day : latest), "");
  const near = found
    .filter(({ within, deadline: { day } }) => {
      return within !== undefined && (day <= last || daysBetween(asOf, day) <= within);
    })
    .map(({ deadline }) => deadline);
  return unique([...sure, ...near]).sort((one, other) => compare(one.day, other.day));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()];
}

/** Return the days in a list of them, or of such lists; "" is none. */
function flattenDays(found: unknown): string[] {
  if (typeof found === "string") return found ? [found] : [];
  return (found as readonly unknown[]).flatMap(flattenDays);
}
