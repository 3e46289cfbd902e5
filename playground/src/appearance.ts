// The light and the dark appearance of the page.

import { element } from "./elements";
import { label } from "./labels";
import { type Theme, saveSetting } from "./settings";

/** Show the page in an appearance, and name the other one on the button. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  element("theme").textContent = label(theme === "light" ? "dark" : "light");
}

/** Return the appearance that the page has. */
export function currentTheme(): Theme {
  return document.documentElement.dataset["theme"] === "dark" ? "dark" : "light";
}

/** Show the page in the other appearance, and remember that. */
export function switchTheme(): void {
  const theme = currentTheme() === "dark" ? "light" : "dark";
  saveSetting("theme", theme);
  showTheme(theme);
}
