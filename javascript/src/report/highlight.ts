// The part of an excerpt that a problem is about.

import type { Problem } from "../problems.js";

// The cause of these is in the value; with all others, in the name or around it.
const IN_TEXT = ["date-time-spelling", "enum", "format", "length", "pattern", "range", "type", "version"];
const IN_MEMBERS = ["count", "missing"];
const JSON_FORM = /^("(?:[^"\\]|\\[^\n])*"): ([^\n]+)$/u; // `.` would stop at other line ends too
const XML_FORM = /^(<[^>]+>)([^\n]+)<\/[^>]*>$/u;

/** Return an excerpt in three parts: before its cause, the cause, and after it. */
export function splitExcerpt(problem: Problem): readonly [string, string, string] {
  const { code, excerpt } = problem;
  const isXml = excerpt.startsWith("<");
  const match = (isXml ? XML_FORM : JSON_FORM).exec(excerpt);
  if (!match) return ["", excerpt, ""];
  const [, name = "", value = ""] = match;
  // In XML, what should have more members is its element, and its version is in its tag.
  const inValue = isXml ? IN_TEXT.filter((each) => each !== "version") : [...IN_TEXT, ...IN_MEMBERS];
  // A rule is broken by a value; where that has members, XML shows none of them.
  const isBroken = code === code.toUpperCase() && !(isXml && value === "…");
  if (!isBroken && !inValue.includes(code)) return ["", name, excerpt.slice(name.length)];
  const start = isXml ? name.length : name.length + ": ".length;
  return [excerpt.slice(0, start), value, excerpt.slice(start + value.length)];
}
