// The steps of a registration through its states.

import type { BilingualText, ProgressStep } from "./status.js";

/** A step from one state to another, and what the records at hand show of it. */
export interface Transition {
  /** The states that it leads from; none for the beginning. */
  readonly before: readonly string[];
  readonly to: string;
  readonly trigger: BilingualText;
  /** Whether these records would show it. */
  readonly shown: boolean;
  /** Whether they do. */
  readonly happened: boolean;
  /** The days on which they say that it happened. */
  readonly days: readonly string[];
}

type State = string | null; // null is the beginning

/** Return the steps to the status of a registration, and whether they include the one stated. */
export function traceSteps(
  transitions: readonly Transition[],
  reached: string,
  stated: string,
): [steps: readonly ProgressStep[], agrees: boolean] {
  const way = findShownWay(transitions);
  const state = way.at(-1)?.state ?? null;
  if (state !== reached) {
    const rest = findBetween(transitions, state, reached, ({ happened }) => happened);
    const direct = transitions.filter(({ to }) => to === reached).slice(0, 1);
    way.push(...(rest.length ? rest : direct.map((each) => makeStep(each))));
  }
  if (stated === reached) return [way, true];
  const silent = findBetween(transitions, reached, stated, ({ shown }) => !shown);
  return [[...way, ...silent], silent.length > 0];
}

function makeStep({ to, trigger }: Transition, day: string | null = null): ProgressStep {
  return { state: to, trigger, day };
}

function follows({ before }: Transition, state: State): boolean {
  return before.length ? state !== null && before.includes(state) : state === null;
}

/** Return the steps that have a day, and those without one that must lie between them. */
function findShownWay(transitions: readonly Transition[]): ProgressStep[] {
  const way: ProgressStep[] = [];
  let state: State = null;
  const days = new Set(transitions.flatMap((each) => each.days));
  for (const day of [...days].sort()) {
    let waiting = transitions.filter((each) => each.days.includes(day));
    while (waiting.length) {
      const found = findFirst(transitions, state, waiting);
      if (!found) break;
      const [between, event] = found;
      way.push(...between, makeStep(event, day));
      waiting = waiting.filter((each) => each !== event);
      state = event.to;
    }
  }
  return way;
}

/** Return the first event that follows, after steps of which no day is known if need be. */
function findFirst(
  transitions: readonly Transition[],
  state: State,
  waiting: readonly Transition[],
): [between: readonly ProgressStep[], event: Transition] | null {
  const next = waiting.find((each) => follows(each, state));
  if (next) return [[], next];
  for (const event of waiting) {
    for (const before of event.before) {
      const isUndated = ({ happened, days }: Transition): boolean => happened && !days.length;
      const between = findBetween(transitions, state, before, isUndated);
      if (between.length) return [between, event];
    }
  }
  return null;
}

/** Return the fewest steps from one state to another; none where there is no such path. */
function findBetween(
  transitions: readonly Transition[],
  start: State,
  end: string,
  isTaken: (transition: Transition) => boolean,
): readonly ProgressStep[] {
  const usable = transitions.filter(isTaken);
  const ways: [State, readonly ProgressStep[]][] = [[start, []]];
  const seen = new Set<State>([start]);
  for (const [state, steps] of ways) {
    for (const each of usable) {
      if (!follows(each, state) || seen.has(each.to)) continue;
      seen.add(each.to);
      const way = [...steps, makeStep(each)];
      if (each.to === end) return way;
      ways.push([each.to, way]);
    }
  }
  return [];
}
