// Files in and out: picked or dropped, downloaded, copied.

/**
 * Call `open` with the files that are dropped anywhere on the page.
 *
 * @param overlay - shown while a file is dragged over the page.
 */
export function onDrop(overlay: HTMLElement, open: (files: readonly File[]) => void): void {
  const hasFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes("Files") ?? false;
  window.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    overlay.hidden = false;
  });
  window.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) overlay.hidden = true;
  });
  window.addEventListener(
    "drop",
    (event) => {
      overlay.hidden = true;
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      event.stopPropagation(); // else the editor would paste it
      open(files);
    },
    { capture: true },
  );
}

/** Offer data as a file. */
export function download(data: Uint8Array, name: string): void {
  const type = name.endsWith(".xml") ? "application/xml" : "application/json";
  const address = URL.createObjectURL(new Blob([data as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Copy a text to the clipboard; return whether the browser allowed it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // without https there is no clipboard API
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hidden";
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  return isDone;
}
