// How a violation of the structure can be fixed.

import { findClosest, findCodes, findMember, suggestName } from "../explain/suggest.js";
import { _, chooseText } from "../i18n.js";
import { isObject } from "../parse/json.js";
import { labelCode } from "../schema/labels.js";
import { type Kind, Scalar } from "../schema/shapes.js";
import {
  isAmbiguousDate,
  isSerialDate,
  respellDateTime,
  rewriteDate,
  rewriteDateTime,
} from "./dates.js";
import { type InvalidValue, isEmpty } from "./invalid_value.js";
import { findBoolean, findInteger, isIntegerText } from "./other_types.js";
import { findRepair } from "./repairs.js";

const CODES_SHOWN = 12;

type Remedy = (invalid: InvalidValue) => string;

/** Return the remedy for a keyword that is violated, or nothing where the message says it all. */
export function findRemedy(keyword: string, invalid: InvalidValue): string {
  return REMEDIES[keyword]?.(invalid) ?? "";
}

function add({ traced: { member } }: InvalidValue): string {
  if (!member) return "";
  const description = chooseText(member.description);
  return _("add {name}: {description}", { name: member.name, description });
}

function renameOrRemove({ name, holder, traced: { parent } }: InvalidValue): string {
  if (parent) {
    for (const member of parent.members) {
      if (member.item === name) return _("put it inside {name}", { name: member.name });
    }
    const present = isObject(holder) ? holder : {};
    const absent = [...parent.byName.keys()].filter((each) => !Object.hasOwn(present, each));
    const meant = findMember(name, parent, absent);
    if (meant !== null) return suggestName(meant);
  }
  return _("remove it, or look up the fields of the specification");
}

/** Return what to do with a value that is empty. */
function enterOrOmit({ traced: { member, shape } }: InvalidValue): string {
  if (!member) return "";
  if (member.item !== null && shape) return _("remove the item, or fill it in");
  return member.isRequired
    ? _("fill it in: the field is required")
    : _("leave the field out if there is nothing to fill in");
}

function retype(invalid: InvalidValue): string {
  if (isEmpty(invalid.value)) return enterOrOmit(invalid);
  const { shape, member } = invalid.traced;
  if (shape instanceof Scalar) return RETYPES[shape.kind](invalid, shape);
  if (shape || !member?.item) return "";
  return _("write a list: in square brackets in JSON, as elements {item} in XML", {
    item: member.item,
  });
}

function retypeText(invalid: InvalidValue, shape: Scalar): string {
  const { value, isPrivate } = invalid;
  if (typeof value === "object") return _("write one text, without brackets");
  if (typeof value === "boolean") return _("write a text in quotation marks");
  if (shape.codes.length) return choose({ ...invalid, value: writeNumber(value) });
  const day = shape.format === "date" && !isPrivate ? rewriteDate(value) : null;
  if (day !== null) return explainSerialDate(`"${day}"`);
  if (shape.format === "decimal") {
    return _("write the amount in quotation marks, such as {example}", {
      example: '"5000000.00"',
    });
  }
  return _("write the value in quotation marks");
}

/** Return a whole number as the text that a code could be. */
function writeNumber(value: unknown): string {
  return Number.isInteger(value) && Math.abs(Number(value)) < 1e15 ? String(value) : "?";
}

function explainSerialDate(value: string): string {
  return _("this is a spreadsheet's number for a day: write {value}", { value });
}

function retypeInteger({ value, isPrivate }: InvalidValue): string {
  if (isIntegerText(value)) return _("write the number without quotation marks");
  const number = isPrivate ? null : findInteger(value);
  if (number !== null) return _("write {value}", { value: number });
  return _("write a whole number in digits");
}

function retypeBoolean(invalid: InvalidValue): string {
  const value = findBoolean(invalid.value);
  if (value === null || invalid.isPrivate) {
    return _("write true or false, without quotation marks");
  }
  if (invalid.value === "true" || invalid.value === "false") {
    return _("write {value} without quotation marks", { value });
  }
  return _("write {value}", { value });
}

const RETYPES: Readonly<Record<Kind, (invalid: InvalidValue, shape: Scalar) => string>> = {
  string: retypeText,
  token: retypeText,
  integer: retypeInteger,
  boolean: retypeBoolean,
};

function choose(invalid: InvalidValue): string {
  const { value, traced } = invalid;
  const { shape } = traced;
  if (!(shape instanceof Scalar)) return "";
  if (isEmpty(value)) return enterOrOmit(invalid);
  let all: readonly string[] = shape.codes.map(([each]) => each);
  if (typeof value === "string") {
    const named = findCodes(shape, value);
    if (named.length > 1) all = named;
    else {
      const meant = named[0] ?? findClosest(value, all);
      if (meant !== null) return suggestName(labelCode(shape, meant));
    }
  }
  const codes = all
    .slice(0, CODES_SHOWN)
    .map((each) => labelCode(shape, each))
    .join(_(", "));
  if (all.length <= CODES_SHOWN) return _("choose from {codes}", { codes });
  return _("choose from {codes} and {count} more", { codes, count: all.length - CODES_SHOWN });
}

/** Return how to write a value whose format is wrong. */
function rewrite(invalid: InvalidValue): string {
  const { value, isPrivate, traced } = invalid;
  const { shape } = traced;
  if (!(shape instanceof Scalar)) return "";
  if (isEmpty(value)) return enterOrOmit(invalid);
  let remedy = "";
  if (typeof value === "string") {
    if (!isPrivate && shape.format === "date") remedy = writeDate(value);
    if (!isPrivate && shape.format === "date-time") remedy = writeDateTime(value, shape);
    remedy ||= repair(value, shape, isPrivate);
  }
  return remedy || chooseText(shape.description);
}

function writeDate(value: string): string {
  if (isAmbiguousDate(value)) {
    return _("write the year, the month and the day in this order, as in 2018-03-05");
  }
  const day = rewriteDate(value);
  if (day === null || day === value) return "";
  return isSerialDate(value) ? explainSerialDate(day) : _("write {value}", { value: day });
}

function writeDateTime(value: string, shape: Scalar): string {
  const rewritten = rewriteDateTime(value);
  if (rewritten) {
    const [moment, hasOffset] = rewritten;
    if (!hasOffset) {
      return _("add the offset from UTC, which is +08:00 in China: {value}", {
        value: `${moment}+08:00`,
      });
    }
    const spelled = respellDateTime(value, shape);
    return spelled === null ? "" : _("write {value}", { value: spelled });
  }
  const day = rewriteDate(value);
  if (day === null) return "";
  return _("add the time and the offset from UTC, as in {value}", {
    value: `${day}T09:12:04+08:00`,
  });
}

function repair(value: string, shape: Scalar, isPrivate: boolean): string {
  const found = findRepair(value, shape);
  if (!found) return "";
  const [repaired, changes] = found;
  const advice = changes.join(_(", "));
  return isPrivate ? advice : _("{advice}: {value}", { advice, value: repaired });
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  required: add,
  additionalProperties: renameOrRemove,
  type: retype,
  enum: choose,
  minLength: rewrite,
  pattern: rewrite,
  format: rewrite,
};
