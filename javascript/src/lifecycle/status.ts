// The status of a registration, as values.

import type { Problem } from "../problems.js";

/** A text in both languages. */
export interface BilingualText {
  readonly en: string;
  readonly zh: string;
}

/** A step of the progress so far. */
export interface ProgressStep {
  /** The state that it led to, a code of `registrationStatus`. */
  readonly state: string;
  /** What happened. */
  readonly trigger: BilingualText;
  /** When, as YYYY-MM-DD; null where the records do not show it. */
  readonly day: string | null;
}

/** How far the registration has come at a window: codes of `window` and `windowStatus`. */
export interface WindowStatus {
  readonly window: string;
  readonly state: string;
}

/** Something that the next step needs. */
export interface RequiredItem {
  readonly words: BilingualText;
  readonly window: string;
  /** Who has to act: ENTERPRISE, its AGENT, or an AUTHORITY. */
  readonly actor: string;
  /** Whether the records lack it; null where they do not show it. */
  readonly missing: boolean | null;
}

/** A point that an interview left open. */
export interface FollowUp {
  /** A code of `interviewTopic`. */
  readonly topic: string;
  readonly authority: string;
  /** The last day for settling it, if there is one. */
  readonly due: string | null;
}

/** A day that matters now. */
export interface Deadline {
  /** What happens on it. */
  readonly words: BilingualText;
  readonly window: string;
  readonly day: string;
}

/** The status of a registration, and what it needs next. */
export interface RegistrationStatus {
  readonly registrationId: string;
  /** The enterprise's, once it is filled in. */
  readonly legalName: string | null;
  /** The state that it is in: the one stated, unless the records deny it. */
  readonly state: string;
  /** The status that the registration states. */
  readonly stated: string;
  /** The state that the records lead to. */
  readonly reached: string;
  /** Whether the stated status is that state, or follows from it by steps that leave no record here. */
  readonly agrees: boolean;
  /** The steps so far, the latest last. */
  readonly steps: readonly ProgressStep[];
  readonly windows: readonly WindowStatus[];
  /** What the next step needs. */
  readonly items: readonly RequiredItem[];
  readonly followUps: readonly FollowUp[];
  /** The days that matter, the earliest first. */
  readonly deadlines: readonly Deadline[];
  /** The day that this is of, as YYYY-MM-DD. */
  readonly asOf: string;
  /** The errors in the records, but for a status that does not match the progress. */
  readonly errors: readonly Problem[];
}
