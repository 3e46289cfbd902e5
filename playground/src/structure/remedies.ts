// How a problem can be mended.

import { _ } from "../i18n";
import { Scalar } from "../schema/shapes";
import { closest } from "../explain/suggest";
import type { Trace } from "../schema/trace";
import { code, said } from "../schema/labels";

const SHOWN_CODES = 12;

type Advice = (value: unknown, traced: Trace) => string;

/** Return how to mend a broken keyword, or nothing where the message says it all. */
export function remedy(keyword: string, value: unknown, traced: Trace): string {
  return ADVICE[keyword]?.(value, traced) ?? "";
}

/** Return the advice to write a name instead. */
export function didYouMean(name: string): string {
  return _("did you mean {name}?", { name });
}

function add(_value: unknown, { member }: Trace): string {
  if (!member) return "";
  const description = said(member.description);
  return _("add {name}: {description}", { name: member.name, description });
}

function remove(): string {
  return _("remove it, or look up the members that there are");
}

function choose(value: unknown, { shape }: Trace): string {
  if (!(shape instanceof Scalar)) return "";
  const all = shape.codes.map(([each]) => each);
  const meant = typeof value === "string" ? closest(value, all) : null;
  if (meant !== null) return didYouMean(code(shape, meant));
  const codes = all
    .slice(0, SHOWN_CODES)
    .map((each) => code(shape, each))
    .join(_(", "));
  if (all.length <= SHOWN_CODES) return _("choose from {codes}", { codes });
  return _("choose from {codes} and {count} more", { codes, count: all.length - SHOWN_CODES });
}

function spell(_value: unknown, { shape }: Trace): string {
  return shape instanceof Scalar ? said(shape.description) : "";
}

const ADVICE: Readonly<Record<string, Advice>> = {
  required: add,
  additionalProperties: remove,
  enum: choose,
  pattern: spell,
  format: spell,
};
