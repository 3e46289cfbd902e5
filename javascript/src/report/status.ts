// The status of a registration in words: a heading, notes, and tables.

import { _, chooseText, findLanguage, useLanguage } from "../i18n.js";
import type { BilingualText, RegistrationStatus, RequiredItem } from "../lifecycle/status.js";
import type { Language } from "../problems.js";
import { specification } from "../schema/specification.js";

/** A part of the status as a table. */
export interface StatusTable {
  /** What each column has; "" for the marks. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The status of a registration in one language. */
export interface StatusText {
  /** The registration's identifier, and the name of the enterprise where it is known. */
  readonly heading: string;
  /** The title of the state that it is in, with its code. */
  readonly state: string;
  /** What does not match, and what to do about it. */
  readonly notes: readonly string[];
  /** The steps so far, each with its day where that is known. */
  readonly steps: readonly string[];
  /** Windows, what the next step needs, what interviews left open, and days that matter. */
  readonly tables: readonly StatusTable[];
}

const MISSING = { yes: "[ ]", no: "[x]", unknown: "[?]" };
const DAY = 24 * 60 * 60 * 1000; // milliseconds

/**
 * Return the status of a registration in words, as `swschema status` has them.
 *
 * @throws UnknownNameError if there is no such language.
 */
export function describeStatus(status: RegistrationStatus, language: Language): StatusText {
  return useLanguage(findLanguage(language), () => ({
    heading: `${status.registrationId} ${status.legalName ?? ""}`.trimEnd(),
    state: _("{state} ({code})", { state: title("registrationStatus", status.state), code: status.state }),
    notes: [...listNotes(status)],
    steps: status.steps.map(({ state, day }) => [day, title("registrationStatus", state)].filter(Boolean).join(" ")),
    tables: [
      describeWindows(status),
      describeItems(status),
      describeFollowUps(status),
      describeDeadlines(status),
    ].filter(({ rows }) => rows.length),
  }));
}

function* listNotes({ agrees, stated, reached, errors }: RegistrationStatus): Generator<string> {
  const [said, shown] = [stated, reached].map((each) => title("registrationStatus", each));
  if (!agrees) {
    yield _("The registration states {stated}, which does not match the recorded progress (ST01).", {
      stated: said,
    });
  } else if (stated !== reached) {
    yield _("The registration states this status; the records provided show {reached}.", { reached: shown });
  }
  if (errors.length === 1) yield _("The records have 1 error. Correct it first: the status may change.");
  else if (errors.length) {
    const count = errors.length;
    yield _("The records have {count} errors. Correct them first: the status may change.", { count });
  }
}

function describeWindows({ windows }: RegistrationStatus): StatusTable {
  return {
    header: [_("Window"), _("Status")],
    rows: windows.map(({ window, state }) => [title("window", window), title("windowStatus", state)]),
  };
}

function describeItems({ items }: RegistrationStatus): StatusTable {
  const actors: Readonly<Record<string, string>> = {
    ENTERPRISE: _("enterprise"),
    AGENT: _("agent"),
    AUTHORITY: _("authority"),
  };
  return {
    header: ["", _("Window"), _("Next action by"), _("Needed for the next step")],
    rows: sortItems(items).map(({ missing, window, actor, words }) => [
      missing === null ? MISSING.unknown : missing ? MISSING.yes : MISSING.no,
      title("window", window),
      actors[actor] ?? actor,
      choose(words),
    ]),
  };
}

/** Return items window by window, in each with what the authority has to do last. */
function sortItems(items: readonly RequiredItem[]): RequiredItem[] {
  const windows = (specification.codes["window"] ?? []).map(([code]) => code);
  const place = ({ window, actor }: RequiredItem): number =>
    2 * windows.indexOf(window) + Number(actor === "AUTHORITY");
  return [...items].sort((one, other) => place(one) - place(other));
}

function describeFollowUps({ followUps, asOf }: RegistrationStatus): StatusTable {
  return {
    header: [_("Open follow-up"), _("Authority"), _("Due date"), _("Time left")],
    rows: followUps.map(({ topic, authority, due }) => [
      title("interviewTopic", topic),
      title("authority", authority),
      due ?? "–",
      due === null ? "–" : countDays(asOf, due),
    ]),
  };
}

function describeDeadlines({ deadlines, asOf }: RegistrationStatus): StatusTable {
  return {
    header: [_("Date"), _("Time left"), _("Window"), _("What happens then")],
    rows: deadlines.map(({ day, window, words }) => [
      day,
      countDays(asOf, day),
      title("window", window),
      choose(words),
    ]),
  };
}

/** Return how long it is from one day to another. */
function countDays(from: string, to: string): string {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  if (days === 0) return _("today");
  if (days < 0) return days === -1 ? _("1 day overdue") : _("{days} days overdue", { days: -days });
  return days === 1 ? _("1 day") : _("{days} days", { days });
}

function title(list: string, code: string): string {
  const entry = specification.codes[list]?.find(([each]) => each === code);
  return entry ? chooseText([entry[1], entry[2]]) : code;
}

function choose({ en, zh }: BilingualText): string {
  return chooseText([en, zh]);
}
