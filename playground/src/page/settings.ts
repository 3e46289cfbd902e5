// What a reader has chosen: remembered where the browser allows it, else as the browser prefers.

import type { Language } from "../problems";

export type Theme = "light" | "dark";

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`swschema.${name}`);
  } catch {
    return null; // storage may be forbidden
  }
}

/** Remember a choice. */
export function remember(name: "language" | "theme", value: string): void {
  try {
    localStorage.setItem(`swschema.${name}`, value);
  } catch {
    // then it holds for this visit
  }
}

/** Return the language that was chosen, or that the browser prefers. */
export function chosenLanguage(): Language {
  const chosen = remembered("language");
  if (chosen === "en" || chosen === "zh-Hans") return chosen;
  const first = navigator.languages.find((each) => /^(zh|en)\b/i.test(each));
  return first?.toLowerCase().startsWith("zh") ? "zh-Hans" : "en";
}

/** Return the theme that was chosen, or that the system prefers. */
export function chosenTheme(): Theme {
  const chosen = remembered("theme");
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
