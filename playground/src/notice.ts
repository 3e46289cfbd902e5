// The line above the editor: what has happened last.

import { element } from "./elements";
import { type LabelName, label } from "./labels";

/** Show a label in the line. */
export function showNotice(name: LabelName, values: Readonly<Record<string, unknown>> = {}): void {
  showText(label(name, values));
}

/** Show a label in the line as an error. */
export function showError(name: LabelName, values: Readonly<Record<string, unknown>> = {}): void {
  showText(label(name, values));
  element("notice").classList.add("error");
}

/** Show a text in the line; an empty one clears it. */
export function showText(text: string): void {
  const notice = element("notice");
  notice.textContent = text;
  notice.classList.remove("error");
}
