// Values, checked against the tables: what a document holds, and what is to be written.

type Json = null | boolean | number | string | JsonNumber | Json[] | { [name: string]: Json };

/** A number as a document has it: a float would make a whole number of some that are none. */
class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const UNREPRESENTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;
const NUMBER = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,4}))?$/;
const patterns = new Map<string, RegExp>();

const isStructure = (type: Scalar | Structure): type is Structure => "members" in type;

function refuse(pointer: string, reason: string): never {
  throw new RecordError(pointer, reason);
}

function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonNumber)
  );
}

/** Return an object with its members in the order of the specification. */
function bindStructure(
  value: unknown,
  type: Structure,
  pointer: string,
  options: Options,
): Record<string, unknown> {
  if (!isObject(value)) return refuse(pointer, "an object is expected here");
  const made: Record<string, unknown> = {};
  if (type.recordType !== undefined) {
    if (value["recordType"] !== type.recordType) {
      refuse(below(pointer, "recordType"), `must be ${type.recordType} here`);
    }
    made["recordType"] = type.recordType;
  }
  for (const member of type.members) {
    const content = Object.hasOwn(value, member.name) ? value[member.name] : undefined;
    if (content !== undefined) {
      made[member.name] = bindMember(content, member, below(pointer, member.name), options);
    } else if (member.required) {
      refuse(below(pointer, member.name), "is missing");
    }
  }
  for (const name of Object.keys(value)) {
    if (value[name] !== undefined && !Object.hasOwn(made, name)) {
      refuse(below(pointer, name), "is not a field of this record");
    }
  }
  return made;
}

function bindMember(value: unknown, member: Member, pointer: string, options: Options): unknown {
  if (member.item === undefined) return bind(value, member.type, pointer, options);
  if (!Array.isArray(value)) return refuse(pointer, "an array is expected here");
  if (value.length < (member.least ?? 0)) {
    refuse(pointer, `has fewer than ${member.least} items`);
  }
  return Array.from(value, (each, index) =>
    bind(each, member.type, below(pointer, index), options),
  );
}

function bind(
  value: unknown,
  type: Scalar | Structure,
  pointer: string,
  options: Options,
): unknown {
  if (isStructure(type)) return bindStructure(value, type, pointer, options);
  if (type.kind === "boolean") {
    return typeof value === "boolean" ? value : refuse(pointer, "true or false is expected here");
  }
  if (type.kind === "integer") return bindInteger(value, type, pointer);
  if (typeof value !== "string") return refuse(pointer, "a string is expected here");
  checkText(value, type, pointer, options);
  return value;
}

function bindInteger(value: unknown, type: Scalar, pointer: string): number {
  const number = value instanceof JsonNumber ? wholeNumber(value.text) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) {
    return refuse(pointer, "a whole number is expected here");
  }
  if (number < (type.min ?? -Infinity) || number > (type.max ?? Infinity)) {
    refuse(pointer, `must be from ${type.min} to ${type.max}`);
  }
  return number === 0 ? 0 : number; // -0 is 0
}

/** Return a number of JSON, judged by its text; undefined if it is not whole, or too large. */
function wholeNumber(text: string): number | undefined {
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return 0;
  const zeros = Number(power) - fraction.length;
  if (zeros > 16) return undefined;
  if (zeros >= 0) return Number(`${sign}${digits}${"0".repeat(zeros)}`);
  return /^0*$/.test(digits.slice(zeros)) && digits.length > -zeros
    ? Number(`${sign}${digits.slice(0, zeros)}`)
    : undefined;
}

function checkText(text: string, type: Scalar, pointer: string, options: Options): void {
  if (UNREPRESENTABLE.test(text)) refuse(pointer, "has a character that XML cannot represent");
  if (type.codes) {
    if (!type.codes.includes(text) && !(options.keepUnknownCodes && text.trim() === text && text)) {
      refuse(pointer, "is not a code of its list");
    }
    return;
  }
  const length = type.min === undefined && type.max === undefined ? 0 : [...text].length;
  if (length < (type.min ?? 0)) refuse(pointer, "is too short");
  if (length > (type.max ?? Infinity)) refuse(pointer, `is longer than ${type.max} characters`);
  if (type.pattern !== undefined && !compiled(type.pattern).test(text)) {
    refuse(pointer, "has the wrong format");
  }
  if (type.format?.startsWith("date") && !isCalendarDay(text)) {
    refuse(pointer, "is not a day of the calendar");
  }
}

function compiled(pattern: string): RegExp {
  let found = patterns.get(pattern);
  if (!found) patterns.set(pattern, (found = new RegExp(pattern, "u")));
  return found;
}

function isCalendarDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
