// The name that was meant by a misspelt one; similarity is what difflib of Python computes.

import { _ } from "../i18n";

const SIMILAR = 0.75; // the ratio from which one text is likely a misspelling of the other
const POPULAR = 200; // from this length on, characters that are frequent in a text are ignored

/** Return the name that is most similar to a misspelt one, null if none is similar enough. */
export function findClosest(name: string, names: Iterable<string>): string | null {
  const folded = new Map<string, string>();
  for (const each of names) folded.set(each.toLowerCase(), each);
  const word = [...name.toLowerCase()];
  let best: string | null = null;
  let score = SIMILAR;
  for (const each of folded.keys()) {
    const found = ratio([...each], word, score);
    if (found > score || (found === score && (best === null || each > best))) {
      best = each;
      score = found;
    }
  }
  return best === null ? null : (folded.get(best) ?? null);
}

/** Return the advice to write another name. */
export function suggestName(name: string): string {
  return _("did you mean {name}?", { name });
}

/** Return the similarity of two texts from 0 to 1; 0 where it is less than `least`. */
function ratio(a: readonly string[], b: readonly string[], least: number): number {
  const length = a.length + b.length;
  if (!length) return 1;
  if ((2 * Math.min(a.length, b.length)) / length < least) return 0;
  if ((2 * countCommon(a, b)) / length < least) return 0;
  return (2 * countMatches(a, b, findPositions(b), 0, a.length, 0, b.length)) / length;
}

/** Return how many characters two texts share, in any order. */
function countCommon(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const each of b) left.set(each, (left.get(each) ?? 0) + 1);
  let shared = 0;
  for (const each of a) {
    const count = left.get(each) ?? 0;
    if (count > 0) shared += 1;
    left.set(each, count - 1);
  }
  return shared;
}

/** Return the indices of each character in a text. */
function findPositions(b: readonly string[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  b.forEach((each, index) => {
    const known = positions.get(each);
    if (known) known.push(index);
    else positions.set(each, [index]);
  });
  if (b.length >= POPULAR) {
    const most = Math.floor(b.length / 100) + 1;
    for (const [each, found] of positions) if (found.length > most) positions.delete(each);
  }
  return positions;
}

type Positions = ReadonlyMap<string, readonly number[]>;

/** Return how many characters the longest common blocks of two parts have. */
function countMatches(
  a: readonly string[],
  b: readonly string[],
  positions: Positions,
  aStart: number,
  aEnd: number,
  bStart: number,
  bEnd: number,
): number {
  const [i, j, size] = findLongest(a, b, positions, aStart, aEnd, bStart, bEnd);
  if (!size) return 0;
  return (
    size +
    countMatches(a, b, positions, aStart, i, bStart, j) +
    countMatches(a, b, positions, i + size, aEnd, j + size, bEnd)
  );
}

/** Return the longest common block of two parts: where it starts in each, and its length. */
function findLongest(
  a: readonly string[],
  b: readonly string[],
  positions: Positions,
  aStart: number,
  aEnd: number,
  bStart: number,
  bEnd: number,
): [number, number, number] {
  let [bestI, bestJ, size] = [aStart, bStart, 0];
  let lengths = new Map<number, number>();
  for (let i = aStart; i < aEnd; i += 1) {
    const next = new Map<number, number>();
    for (const j of positions.get(a[i] ?? "") ?? []) {
      if (j < bStart) continue;
      if (j >= bEnd) break;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > size) [bestI, bestJ, size] = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  // Frequent characters do not start a block but can extend one.
  while (bestI > aStart && bestJ > bStart && a[bestI - 1] === b[bestJ - 1]) {
    [bestI, bestJ, size] = [bestI - 1, bestJ - 1, size + 1];
  }
  while (bestI + size < aEnd && bestJ + size < bEnd && a[bestI + size] === b[bestJ + size]) {
    size += 1;
  }
  return [bestI, bestJ, size];
}
