// The reader's settings: saved where the browser allows it, else as the browser prefers.

import type { Language } from "swschema";

export type Theme = "light" | "dark";

function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(`swschema.${name}`);
  } catch {
    return null; // storage may be forbidden
  }
}

/** Save a setting. */
export function saveSetting(name: "language" | "theme", value: string): void {
  try {
    localStorage.setItem(`swschema.${name}`, value);
  } catch {
    // then it applies to this visit only
  }
}

/** Return the language that was chosen, or that the browser prefers. */
export function readLanguage(): Language {
  const saved = readSetting("language");
  if (saved === "en" || saved === "zh-Hans") return saved;
  const first = navigator.languages.find((each) => /^(zh|en)\b/i.test(each));
  return first?.toLowerCase().startsWith("zh") ? "zh-Hans" : "en";
}

/** Return the theme that was chosen, or that the system prefers. */
export function readTheme(): Theme {
  const saved = readSetting("theme");
  if (saved === "light" || saved === "dark") return saved;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
