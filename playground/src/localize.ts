// The labels of the page, written into the elements that name them.

import { isLabelName, label } from "./labels";

/** Write labels into the elements that name one in `data-text` or `data-name`. */
export function writeLabels(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-text]")) {
    const name = element.dataset["text"] ?? "";
    if (isLabelName(name)) element.replaceChildren(...markCode(label(name)));
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-name]")) {
    const name = element.dataset["name"] ?? "";
    if (isLabelName(name)) element.setAttribute("aria-label", label(name));
  }
}

/** Return a text as nodes, with what is between back-quotes as code. */
export function markCode(text: string): Node[] {
  return text.split("`").map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
