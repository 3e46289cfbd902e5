// The verdict and the list of problems, as elements of the page.

import type { Problem, Report } from "swschema";
import { type LabelName, label } from "./labels";
import { markCode } from "./localize";
import { explanationOf } from "./reference";

/** Show the verdict on a document. */
export function showVerdict(element: HTMLElement, report: Report, summary: string): void {
  element.className = `verdict ${report.valid ? "valid" : "invalid"}`;
  element.textContent = summary.charAt(0).toUpperCase() + summary.slice(1);
}

/** Show the digest of a record; nothing where there is none. */
export function showDigest(element: HTMLElement, digest: string): void {
  element.hidden = !digest;
  element.replaceChildren(...markCode(label("digest", { digest })));
}

/** Show a label where there is no verdict. */
export function showNoVerdict(element: HTMLElement, name: LabelName): void {
  element.className = "verdict none";
  element.textContent = label(name);
}

/** What is done with the problem that a reader has chosen. */
interface Actions {
  readonly onSelect: (problem: Problem) => void;
  readonly onFix: (problem: Problem) => void;
}

/** Show problems as a list. */
export function showProblems(
  list: HTMLElement,
  problems: readonly Problem[],
  actions: Actions,
): void {
  list.replaceChildren(...problems.map((problem) => makeItem(problem, list, actions)));
}

function makeItem(problem: Problem, list: HTMLElement, actions: Actions): HTMLElement {
  const { onSelect, onFix } = actions;
  const item = makeElement("li", problem.severity);
  const select = (): void => {
    for (const each of list.children) each.classList.toggle("selected", each === item);
    onSelect(problem);
  };
  item.append(makeHead(problem, select), makeElement("h3", "", problem.message));
  if (problem.excerpt) item.append(makeElement("code", "excerpt", problem.excerpt));
  if (problem.remedy) {
    const remedy = makeElement("p", "remedy");
    remedy.append(makeElement("strong", "", label("remedy")), ` ${problem.remedy}`);
    item.append(remedy);
  }
  if (problem.fix.length) {
    const button = makeElement("button", "fix", label("fix")) as HTMLButtonElement;
    button.type = "button";
    button.addEventListener("click", () => onFix(problem));
    item.append(button);
  }
  item.append(makePlaces(problem));
  if (problem.line !== null) {
    // A click anywhere in the item selects the problem; for the keyboard there is the button.
    item.addEventListener("click", ({ target }) => {
      const isControl = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
      if (isControl || String(getSelection())) return;
      select();
    });
  }
  return item;
}

function makeHead({ code, line, column, severity }: Problem, select: () => void): HTMLElement {
  const head = makeElement("p", "kind");
  const badge = makeElement("a", "badge", code) as HTMLAnchorElement;
  badge.href = explanationOf(code);
  badge.title = label("explained");
  head.append(badge);
  if (severity !== "error") head.append(makeElement("span", "severity", label(severity)));
  if (line === null) return head;
  const text = column === null ? label("line", { line }) : label("position", { line, column });
  const button = makeElement("button", "position", text) as HTMLButtonElement;
  button.type = "button";
  button.addEventListener("click", select);
  head.append(button);
  return head;
}

function makePlaces({ pointer, xpath, related }: Problem): HTMLElement {
  const list = makeElement("dl", "places");
  const places: readonly (readonly [string, string])[] = [
    [label("inJson"), pointer || label("whole")],
    [label("inXml"), xpath],
    [label("related"), related.join("\n")],
  ];
  for (const [name, place] of places) {
    if (!place) continue;
    const row = makeElement("div", "");
    const value = makeElement("dd", "");
    value.append(makeElement("code", "", place));
    row.append(makeElement("dt", "", name), value);
    list.append(row);
  }
  return list;
}

/** Return an element of the page with a text. */
export function makeElement(name: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
