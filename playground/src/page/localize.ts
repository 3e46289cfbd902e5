// The page's words, put where its elements ask for them.

import { isWord, say } from "./labels";

/** Put the page's words where its elements ask for them. */
export function label(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-words]")) {
    const word = element.dataset["words"] ?? "";
    if (isWord(word)) element.replaceChildren(...marked(say(word)));
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-label]")) {
    const word = element.dataset["label"] ?? "";
    if (isWord(word)) element.setAttribute("aria-label", say(word));
  }
}

/** Return words with what is between back-quotes as code. */
function marked(words: string): Node[] {
  return words.split("`").map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
