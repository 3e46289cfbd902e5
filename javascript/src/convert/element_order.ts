// Elements that are out of the order of their type's sequence.

import type { Element } from "../parse/xml_elements.js";
import { memberOf } from "../schema/elements.js";
import type { ObjectType } from "../schema/shapes.js";

/**
 * Yield as few elements as are to be moved, so that all are in order.
 *
 * Each with the name of the element that it must follow; null if it must come first.
 */
export function* findMisplaced(
  element: Element,
  record: ObjectType,
): Generator<[Element, string | null]> {
  const children = new Map<number, Element>();
  for (const child of element.children) {
    const member = memberOf(child, record);
    if (member && !children.has(member.index)) children.set(member.index, child);
  }
  const inOrder = findIncrease([...children.keys()]);
  const present = [...children.keys()].sort((one, other) => one - other);
  for (const [index, child] of children) {
    if (inOrder.has(index)) continue;
    const before = present[present.indexOf(index) - 1];
    yield [child, before === undefined ? null : (record.members[before]?.name ?? null)];
  }
}

/** Return the numbers of a longest increasing subsequence; of several, the first one. */
function findIncrease(numbers: readonly number[]): Set<number> {
  const lengths: number[] = [];
  const before: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let length = 0;
    let previous = -1;
    for (let other = 0; other < index; other += 1) {
      const known = lengths[other] ?? 0;
      if ((numbers[other] ?? 0) < number && known > length) [length, previous] = [known, other];
    }
    lengths.push(length + 1);
    before.push(previous);
  }
  const found = new Set<number>();
  let at = lengths.indexOf(Math.max(...lengths));
  while (at >= 0) {
    found.add(numbers[at] ?? -1);
    at = before[at] ?? -1;
  }
  return found;
}
