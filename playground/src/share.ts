// Sharing a document as a link, after a warning.

import { formatNumber } from "./numbers";
import { element } from "./elements";
import { copy } from "./files";
import { choose, label } from "./labels";
import { toFragment } from "./links";
import { showNotice } from "./notice";

const LONG_LINK = 30_000; // characters
const NAMES_SHOWN = 3;

/**
 * Ask whether to share a document, and do so.
 *
 * @param text - the document.
 * @param privateNames - the names of its private members, one for each value.
 */
export async function askToShare(text: string, privateNames: readonly string[]): Promise<void> {
  const fragment = await toFragment(text);
  const names = [...new Set(privateNames)].slice(0, NAMES_SHOWN).join(choose([", ", "、"]));
  element("sharing-private").textContent = privateNames.length
    ? label("sharePrivate", { count: privateNames.length, names })
    : "";
  const length = location.href.replace(/#.*/s, "").length + fragment.length;
  element("sharing-long").textContent =
    fragment.length > LONG_LINK ? label("shareLong", { count: formatNumber(length) }) : "";
  const dialog = element<HTMLDialogElement>("sharing");
  dialog.returnValue = "cancel";
  dialog.onclose = () => {
    if (dialog.returnValue === "share") void share(fragment);
  };
  dialog.showModal();
}

async function share(fragment: string): Promise<void> {
  history.replaceState(null, "", fragment);
  showNotice((await copy(location.href)) ? "shared" : "sharedOnly");
}
