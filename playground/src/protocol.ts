// What the page asks the worker, and what the worker answers.

import type { Language, Report, Syntax } from "./problems";

export type Question =
  | { readonly kind: "check"; readonly data: Uint8Array; readonly language: Language }
  | { readonly kind: "names"; readonly data: Uint8Array; readonly language: Language }
  | {
      readonly kind: "convert";
      readonly data: Uint8Array;
      readonly to: Syntax;
      readonly language: Language;
    };

export type Answer =
  | { readonly kind: "checked"; readonly report: Report }
  | { readonly kind: "named"; readonly names: readonly string[] }
  | {
      readonly kind: "converted";
      readonly to: Syntax;
      readonly record: string;
      readonly text: string;
    }
  | { readonly kind: "refused"; readonly pointer: string; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };
