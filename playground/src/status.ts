// The status of a registration and the list of open files, as elements of the page.

import type { StatusTable, StatusText } from "swschema/report";

import { label } from "./labels";
import type { FileVerdict } from "./protocol";
import { makeElement } from "./verdict";

/** Show the status of a registration, or why there is none; nothing where there is neither. */
export function showStatus(section: HTMLElement, status: StatusText | null, reason: string): void {
  section.hidden = !status && !reason;
  section.replaceChildren();
  if (status) section.append(...describe(status));
  else if (reason) section.append(makeElement("p", "reason", label("noStatus", { reason })));
}

function* describe({ heading, state, notes, steps, tables }: StatusText): Generator<HTMLElement> {
  yield makeElement("h3", "", label("status"));
  yield makeElement("p", "case", heading);
  yield makeElement("p", "state", state);
  for (const note of notes) yield makeElement("p", "reason", note);
  for (const each of tables) yield makeTable(each);
  const details = makeElement("details", "");
  const list = makeElement("ol", "steps");
  list.append(...steps.map((step) => makeElement("li", "", step)));
  details.append(makeElement("summary", "", label("steps")), list);
  yield details;
}

const MARKS: Readonly<Record<string, readonly [string, "missing" | "present" | "unknown"]>> = {
  "[ ]": ["○", "missing"],
  "[x]": ["✓", "present"],
  "[?]": ["?", "unknown"],
};

function makeTable({ header, rows }: StatusTable): HTMLElement {
  const table = makeElement("table", "");
  const head = makeElement("tr", "");
  head.append(...header.map((name) => makeElement(name ? "th" : "td", "", name)));
  const body = rows.map((row) => {
    const line = makeElement("tr", "");
    line.append(...row.map(makeCell));
    return line;
  });
  table.append(head, ...body);
  const frame = makeElement("div", "frame");
  frame.tabIndex = 0; // it scrolls where it is too wide
  frame.append(table);
  return frame;
}

function makeCell(text: string): HTMLElement {
  const mark = MARKS[text];
  const cell = makeElement("td", mark?.[1] ?? "", mark?.[0] ?? text);
  if (mark) cell.setAttribute("aria-label", label(mark[1]));
  return cell;
}

/** Show the open files as buttons; `onSelect` is called with the number of the one chosen. */
export function showFiles(
  list: HTMLElement,
  verdicts: readonly FileVerdict[],
  current: number,
  onSelect: (number: number) => void,
): void {
  list.hidden = verdicts.length < 2;
  list.replaceChildren(
    ...verdicts.map(({ name, valid, summary }, number) => {
      const button = makeElement("button", valid ? "valid" : "invalid", name) as HTMLButtonElement;
      button.type = "button";
      button.title = summary;
      button.setAttribute("aria-pressed", String(number === current));
      button.addEventListener("click", () => onSelect(number));
      return button;
    }),
  );
}
