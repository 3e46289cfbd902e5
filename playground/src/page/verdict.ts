// The verdict and the list of problems.

import { type Problem, type Report, isValid } from "../problems";
import { type Word, say } from "./labels";

const RECORDS: Readonly<Record<string, string>> = {
  registration: "注册记录", materials: "材料记录", interview: "约谈记录", dossier: "卷宗", message: "报文",
};

/** Show the verdict on a document. */
export function showVerdict(place: HTMLElement, report: Report, isChinese: boolean): void {
  const { record, syntax, problems } = report;
  const name = record && isChinese ? (RECORDS[record] ?? record) : record;
  const what = name ?? say("what");
  const word = isValid(report) ? "valid" : "invalid";
  const verdict = say(word, { what, syntax: syntax?.toUpperCase() ?? "?" });
  const count = problems.length === 1 ? say("one") : say("many", { count: problems.length });
  place.className = `verdict ${word}`;
  place.textContent = problems.length ? say("verdict", { verdict, problems: count }) : verdict;
}

/** Say something in place of a verdict. */
export function showInstead(place: HTMLElement, word: Word): void {
  place.className = "verdict none";
  place.textContent = say(word);
}

/** Show problems as a list; `goTo` is called with the one whose place is asked for. */
export function showProblems(
  list: HTMLElement,
  problems: readonly Problem[],
  goTo: (problem: Problem) => void,
): void {
  list.replaceChildren(...problems.map((problem) => item(problem, list, goTo)));
}

function item(
  problem: Problem,
  list: HTMLElement,
  goTo: (problem: Problem) => void,
): HTMLElement {
  const made = element("li", problem.severity);
  const go = (): void => {
    for (const each of list.children) each.classList.toggle("here", each === made);
    goTo(problem);
  };
  made.append(head(problem, go), element("h3", "", problem.message));
  if (problem.excerpt) made.append(element("code", "excerpt", problem.excerpt));
  if (problem.remedy) {
    const remedy = element("p", "remedy");
    remedy.append(element("strong", "", say("remedy")), ` ${problem.remedy}`);
    made.append(remedy);
  }
  made.append(where(problem));
  if (problem.line !== null) {
    // Whoever points may point anywhere; who uses a keyboard has the button.
    made.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement || String(getSelection())) return;
      go();
    });
  }
  return made;
}

function head({ code, line, column, severity }: Problem, go: () => void): HTMLElement {
  const made = element("p", "kind");
  made.append(element("span", "badge", code));
  if (severity === "warning") made.append(element("span", "severity", say("warning")));
  if (line === null) return made;
  const words = column === null ? say("placeLine", { line }) : say("place", { line, column });
  const button = element("button", "place", words) as HTMLButtonElement;
  button.type = "button";
  button.addEventListener("click", go);
  made.append(button);
  return made;
}

function where({ pointer, xpath, related }: Problem): HTMLElement {
  const made = element("dl", "where");
  const places: readonly (readonly [string, string])[] = [
    [say("inJson"), pointer || say("whole")],
    [say("inXml"), xpath],
    [say("related"), related.join("\n")],
  ];
  for (const [name, place] of places) {
    if (!place) continue;
    const row = element("div", "");
    const value = element("dd", "");
    value.append(element("code", "", place));
    row.append(element("dt", "", name), value);
    made.append(row);
  }
  return made;
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
