// The files that are open, of which one is in the editor, and the progress that they show.

import type { Report } from "swschema";

import type { WorkerClient } from "./client";
import { element } from "./elements";
import { pageLanguage } from "./labels";
import type { OpenFile } from "./protocol";
import { showFiles, showStatus } from "./status";

const STATUS = ["registration", "dossier"]; // record types that have a status by themselves

export class OpenFiles {
  private files: readonly OpenFile[] = [];
  private current = 0; // the number of the one in the editor

  /** `onSelect` is called with the file that a reader chooses. */
  constructor(
    private readonly client: WorkerClient,
    private readonly onSelect: (file: OpenFile) => void,
  ) {}

  /** Have these files open, and no others. */
  replace(files: readonly OpenFile[]): void {
    this.files = files;
    this.current = 0;
  }

  /**
   * Show how far the registration has come, by the open files with the document as it is now.
   *
   * Where the document has been checked anew meanwhile, nothing is shown, and it returns false.
   */
  async showProgress(
    data: Uint8Array,
    report: Report | null,
    isLatest: () => boolean,
  ): Promise<boolean> {
    this.files = this.files.map((file, number) => (number === this.current ? { ...file, data } : file));
    const isAlone = report?.valid && STATUS.includes(report.record ?? "");
    if (this.files.length < 2 && !isAlone) {
      this.show([], null, "");
      return false;
    }
    const files = this.files.length ? this.files : [{ name: "", data }];
    const response = await this.client.send({ kind: "progress", files, language: pageLanguage() });
    if (!isLatest() || response.kind !== "progress") return false;
    this.show(response.verdicts, response.status, response.reason);
    return true;
  }

  private show(
    verdicts: Parameters<typeof showFiles>[1],
    status: Parameters<typeof showStatus>[1],
    reason: string,
  ): void {
    showStatus(element("status"), status, reason);
    showFiles(element("files"), verdicts, this.current, (number) => {
      const file = this.files[number];
      if (!file) return;
      this.current = number;
      this.onSelect(file);
    });
  }
}
