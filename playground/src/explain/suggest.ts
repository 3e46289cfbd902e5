// How alike two texts are: difflib.SequenceMatcher of Python, whose advice has to be ours.

const ALIKE = 0.75; // so close that one was meant for the other
const POPULAR = 200; // from this length on, what is everywhere in a text counts for nothing

/** Return the one of some names that was meant by a misspelt one, null if none is close. */
export function closest(name: string, names: Iterable<string>): string | null {
  const folded = new Map<string, string>();
  for (const each of names) folded.set(each.toLowerCase(), each);
  const word = [...name.toLowerCase()];
  let best: string | null = null;
  let score = ALIKE;
  for (const each of folded.keys()) {
    const found = ratio([...each], word, score);
    if (found > score || (found === score && (best === null || each > best))) {
      best = each;
      score = found;
    }
  }
  return best === null ? null : (folded.get(best) ?? null);
}

/** Return the likeness of two texts from 0 to 1, or less than it is where that is too little. */
function ratio(a: readonly string[], b: readonly string[], least: number): number {
  const length = a.length + b.length;
  if (!length) return 1;
  if ((2 * Math.min(a.length, b.length)) / length < least) return 0;
  if ((2 * common(a, b)) / length < least) return 0;
  return (2 * matches(a, b, placesOf(b), 0, a.length, 0, b.length)) / length;
}

/** Return how many characters two texts share, wherever they stand. */
function common(a: readonly string[], b: readonly string[]): number {
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

function placesOf(b: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  b.forEach((each, index) => {
    const known = places.get(each);
    if (known) known.push(index);
    else places.set(each, [index]);
  });
  if (b.length >= POPULAR) {
    const most = Math.floor(b.length / 100) + 1;
    for (const [each, found] of places) if (found.length > most) places.delete(each);
  }
  return places;
}

type Places = ReadonlyMap<string, readonly number[]>;

/** Return how many characters the longest common blocks of two parts have. */
function matches(
  a: readonly string[],
  b: readonly string[],
  places: Places,
  aStart: number,
  aEnd: number,
  bStart: number,
  bEnd: number,
): number {
  const [i, j, size] = longest(a, b, places, aStart, aEnd, bStart, bEnd);
  if (!size) return 0;
  return (
    size +
    matches(a, b, places, aStart, i, bStart, j) +
    matches(a, b, places, i + size, aEnd, j + size, bEnd)
  );
}

function longest(
  a: readonly string[],
  b: readonly string[],
  places: Places,
  aStart: number,
  aEnd: number,
  bStart: number,
  bEnd: number,
): [number, number, number] {
  let [bestI, bestJ, size] = [aStart, bStart, 0];
  let lengths = new Map<number, number>();
  for (let i = aStart; i < aEnd; i += 1) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? "") ?? []) {
      if (j < bStart) continue;
      if (j >= bEnd) break;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > size) [bestI, bestJ, size] = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  // Popular characters start no block, and lengthen one.
  while (bestI > aStart && bestJ > bStart && a[bestI - 1] === b[bestJ - 1]) {
    [bestI, bestJ, size] = [bestI - 1, bestJ - 1, size + 1];
  }
  while (bestI + size < aEnd && bestJ + size < bEnd && a[bestI + size] === b[bestJ + size]) {
    size += 1;
  }
  return [bestI, bestJ, size];
}
