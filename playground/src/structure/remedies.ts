// How a violation of the structure can be fixed.

import { findClosest, suggestName } from "../explain/suggest";
import { _, chooseText } from "../i18n";
import { labelCode } from "../schema/labels";
import { Scalar } from "../schema/shapes";
import type { Trace } from "../schema/paths";

const CODES_SHOWN = 12;

type Remedy = (value: unknown, traced: Trace) => string;

/** Return the remedy for a keyword that is violated, or nothing where the message says it all. */
export function findRemedy(keyword: string, value: unknown, traced: Trace): string {
  return REMEDIES[keyword]?.(value, traced) ?? "";
}

function add(_value: unknown, { member }: Trace): string {
  if (!member) return "";
  const description = chooseText(member.description);
  return _("add {name}: {description}", { name: member.name, description });
}

function remove(): string {
  return _("remove it, or look up the fields of the specification");
}

function choose(value: unknown, { shape }: Trace): string {
  if (!(shape instanceof Scalar)) return "";
  const all = shape.codes.map(([each]) => each);
  const meant = typeof value === "string" ? findClosest(value, all) : null;
  if (meant !== null) return suggestName(labelCode(shape, meant));
  const codes = all
    .slice(0, CODES_SHOWN)
    .map((each) => labelCode(shape, each))
    .join(_(", "));
  if (all.length <= CODES_SHOWN) return _("choose from {codes}", { codes });
  return _("choose from {codes} and {count} more", { codes, count: all.length - CODES_SHOWN });
}

function spell(_value: unknown, { shape }: Trace): string {
  return shape instanceof Scalar ? chooseText(shape.description) : "";
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  required: add,
  additionalProperties: remove,
  enum: choose,
  pattern: spell,
  format: spell,
};
