// The name or the code that was meant by another text.

import { _ } from "../i18n.js";
import type { ObjectType, Scalar } from "../schema/shapes.js";
import { specification } from "../schema/specification.js";

const SEPARATORS = /[ \t\n\r_·-]+/g;
const LONGEST = 100; // characters; no name is longer

/** Return a text without what two spellings of a name differ in: see Python. */
export function normalizeName(text: string): string {
  const start = [...text].slice(0, LONGEST + 1).join("");
  return start.normalize("NFKC").toLowerCase().replace(SEPARATORS, "");
}

/**
 * Return the name that was meant by a misspelt one, null if none is close enough.
 *
 * Of up to three characters, none was meant but in another spelling; of up to seven, one mistake is
 * allowed; of more, two.
 */
export function findClosest(name: string, names: Iterable<string>): string | null {
  if ([...name].length > LONGEST) return null;
  const wanted = [...normalizeName(name)];
  if (!wanted.length) return null;
  let best: string | null = null;
  let least = 3;
  for (const each of names) {
    const known = [...normalizeName(each)];
    const allowed = known.length <= 3 ? 0 : known.length <= 7 ? 1 : 2;
    const edits = countEdits(wanted, known, Math.min(allowed, least - 1));
    if (edits !== null) [best, least] = [each, edits];
    if (least === 0) break;
  }
  return best;
}

/**
 * Return in how many mistakes two texts differ; null if there are more than `most`.
 *
 * A mistake is a character too many, too few or another one, or two neighbours exchanged
 * (optimal string alignment distance).
 */
function countEdits(one: readonly string[], other: readonly string[], most: number): number | null {
  if (one.join("") === other.join("")) return 0;
  if (most <= 0 || Math.abs(one.length - other.length) > most) return null;
  const outside = most + 1;
  let earlier: number[] = [];
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_each, index) => Math.min(index, outside));
  for (let i = 1; i <= one.length; i += 1) {
    [earlier, before] = [before, row];
    row = [Math.min(i, outside), ...new Array<number>(other.length).fill(outside)];
    for (let j = Math.max(1, i - most); j <= Math.min(other.length, i + most); j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = (before[j - 1] ?? outside) + same;
      cost = Math.min(cost, (before[j] ?? outside) + 1, (row[j - 1] ?? outside) + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (earlier[j - 2] ?? outside) + 1);
      }
      row[j] = Math.min(cost, outside);
    }
    if (Math.min(...row) > most) return null;
  }
  const edits = row[other.length] ?? outside;
  return edits <= most ? edits : null;
}

/** Return the member that was meant by an unknown name: by a title or by a misspelt name. */
export function findMember(
  name: string,
  parent: ObjectType,
  names: readonly string[],
): string | null {
  if ([...name].length > LONGEST) return null;
  const wanted = normalizeName(name);
  const titled = names.filter((each) =>
    parent.byName.get(each)?.title.some((title) => normalizeName(title) === wanted),
  );
  return titled.length === 1 ? (titled[0] ?? null) : findClosest(name, names);
}

/**
 * Return the codes of a list that a text names otherwise.
 *
 * It may be the code in another spelling, a title in either language, or what stands for the code
 * elsewhere.
 */
export function findCodes({ list }: Scalar, text: string): readonly string[] {
  return list === null ? [] : (namesOfCodes(list).get(normalizeName(text)) ?? []);
}

type Names = Map<string, readonly string[]>;

const namesOfLists = new Map<string, Names>();

/** Return the codes of a list by what they are called; what is more certain stands alone. */
function namesOfCodes(list: string): Names {
  const known = namesOfLists.get(list);
  if (known) return known;
  const entries = specification.codes[list] ?? [];
  const table: Names = new Map();
  for (const [start, end] of [[0, 1], [1, 3], [3, undefined]] as const) {
    const names = new Map<string, string[]>();
    for (const entry of entries) {
      for (const name of new Set(entry.slice(start, end).map(normalizeName))) {
        names.set(name, [...(names.get(name) ?? []), entry[0]]);
      }
    }
    for (const [name, codes] of names) if (!table.has(name)) table.set(name, codes);
  }
  table.delete("");
  namesOfLists.set(list, table);
  return table;
}

/** Return the advice to write another name. */
export function suggestName(name: string): string {
  return _("did you mean {name}?", { name });
}
