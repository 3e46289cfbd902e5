// From findings to problems: messages say what was expected, never what was found.

import { isPrivate } from "../explain/excerpts.js";
import type { Finding } from "../explain/finding.js";
import { suggestName } from "../explain/suggest.js";
import { _, chooseText, untranslated } from "../i18n.js";
import { formatNumber } from "../numbers.js";
import type { JsonObject } from "../parse/json.js";
import { labelField } from "../schema/labels.js";
import { findValue, type Path, shortenName, type Trace, tracePath } from "../schema/paths.js";
import { type ObjectType, Scalar } from "../schema/shapes.js";
import type { Violation } from "../schema/violation.js";
import { findFix, renameMember } from "./fixes.js";
import type { InvalidValue } from "./invalid_value.js";
import { findRemedy } from "./remedies.js";

const CLAUSES: Readonly<Record<string, string>> = {
  required: untranslated("{field} is required in {type} and is missing"),
  additionalProperties: untranslated("{field} is not a field of {type}"),
  enum: untranslated("{field} is not a valid code"),
  pattern: untranslated("{field} has the wrong format"),
  format: untranslated("{field} has the wrong format"),
  // A code, more precise than the keyword.
  "date-time-spelling": untranslated(
    "{field} is clear, but not spelled as the specification spells a date and time",
  ),
  minLength: untranslated("{field} must have at least {limit} character(s)"),
  maxLength: untranslated("{field} must have at most {limit} characters"),
  minimum: untranslated("{field} must be at least {limit}"),
  maximum: untranslated("{field} must be at most {limit}"),
  minItems: untranslated("{field} must have at least {limit} item(s)"),
  maxItems: untranslated("{field} must have at most {limit} items"),
};
const KINDS: Readonly<Record<string, string>> = {
  integer: untranslated("{field} must be a whole number"),
  boolean: untranslated("{field} must be true or false"),
};

/** Return a violation as a finding. */
export function explainViolation(
  violation: Violation,
  value: JsonObject,
  record: ObjectType,
): Finding {
  const { path, keyword, code = "schema", limit = null, reason, token, meant } = violation;
  const traced = tracePath(record, path);
  const name = nameValue(path, record);
  const message = keyword
    ? explainKeyword(code, keyword, name, limit, traced)
    : _("{field} {reason}", { field: labelField(name, traced), reason });
  if (meant !== undefined) {
    return { code, path, message, remedy: suggestName(meant), fix: renameMember(path, meant), token };
  }
  if (!keyword) return { code, path, message, remedy: "", token };
  const invalid = describeValue(value, path, record);
  const remedy = findRemedy(keyword, invalid);
  return { code, path, message, remedy, fix: findFix(keyword, path, invalid), token };
}

function describeValue(value: JsonObject, path: Path, record: ObjectType): InvalidValue {
  return {
    value: findValue(value, path),
    name: String(path.at(-1) ?? ""),
    holder: findValue(value, path.slice(0, -1)),
    traced: tracePath(record, path),
    isPrivate: isPrivate(path, record),
  };
}

/** Return what to call the value at a path. */
function nameValue(path: Path, record: ObjectType): string {
  const last = path.at(-1);
  if (last === undefined) return String(record.recordType);
  if (typeof last === "string") return shortenName(last);
  return _("item {number} of {name}", {
    number: last + 1,
    name: nameValue(path.slice(0, -1), record),
  });
}

function explainKeyword(
  code: string,
  keyword: string,
  name: string,
  limit: number | null,
  traced: Trace,
): string {
  const clause = keyword === "type" ? typeClause(traced) : (CLAUSES[code] ?? CLAUSES[keyword]);
  return _(clause ?? untranslated("{field} violates the schema keyword {keyword}"), {
    field: labelField(name, traced),
    type: traced.parent ? chooseText(traced.parent.title) : "",
    limit: limit === null ? "None" : formatNumber(limit),
    keyword,
  });
}

function typeClause({ shape }: Trace): string {
  if (shape instanceof Scalar) return KINDS[shape.kind] ?? untranslated("{field} must be a text");
  return shape ? untranslated("{field} must be an object") : untranslated("{field} must be an array");
}
