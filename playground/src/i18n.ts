// The language of messages: English as written, Chinese by the catalogue of the Python package.

import type { Language } from "./problems";
import { specification } from "./schema/specification";

let current: Language = "en";

/** Return what a function returns while a language is spoken. */
export function speaking<T>(language: Language, run: () => T): T {
  const before = current;
  current = language;
  try {
    return run();
  } finally {
    current = before;
  }
}

/** Return the language that is being spoken. */
export function spoken(): Language {
  return current;
}

/** Return a message in the language that is being spoken, with its gaps filled. */
export function _(message: string, gaps: Readonly<Record<string, unknown>> = {}): string {
  const words = current === "en" ? message : (specification.messages[message] ?? message);
  return words.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    name in gaps ? String(gaps[name]) : whole,
  );
}
