// What the page asks its worker for, and what the worker responds.

import type { Language, Operation, Report, Syntax } from "swschema";

import type { ReportFormat, StatusText } from "swschema/report";

export const MAX_BYTES = 64 * 1024 * 1024; // of a document

/** A file that is open in the page. */
export interface OpenFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What is said of an open file in a line. */
export interface FileVerdict {
  readonly name: string;
  readonly valid: boolean;
  readonly summary: string;
}

export type WorkerRequest =
  | { readonly kind: "validate"; readonly data: Uint8Array; readonly language: Language }
  | { readonly kind: "privateNames"; readonly data: Uint8Array }
  | { readonly kind: "render"; readonly report: Report; readonly format: ReportFormat }
  | { readonly kind: "progress"; readonly files: readonly OpenFile[]; readonly language: Language }
  | {
      readonly kind: "fix";
      readonly data: Uint8Array;
      readonly operations: readonly Operation[];
      readonly language: Language;
    }
  | {
      readonly kind: "convert";
      readonly data: Uint8Array;
      readonly to: Syntax;
      readonly language: Language;
    };

export type WorkerResponse =
  | {
      readonly kind: "report";
      readonly report: Report;
      readonly summary: string;
      /** The SHA-256 of the canonical record; "" where it is not valid. */
      readonly digest: string;
    }
  | { readonly kind: "privateNames"; readonly names: readonly string[] }
  | { readonly kind: "converted"; readonly text: string }
  | {
      readonly kind: "progress";
      readonly verdicts: readonly FileVerdict[];
      readonly status: StatusText | null;
      /** Why there is no status. */
      readonly reason: string;
    }
  | { readonly kind: "notConverted"; readonly pointer: string; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };
