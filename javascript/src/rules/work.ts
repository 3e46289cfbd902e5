// The work that the evaluation of rules may do, in items of lists that are looked at.

export const MOST_WORK = 200_000; // items that expressions look at, in a record

/** An evaluation takes more work than is allowed. */
export class WorkSpent extends Error {}

export class Work {
  constructor(private left = Number.POSITIVE_INFINITY) {}

  /**
   * Count work that is about to be done.
   *
   * @throws WorkSpent if no more is allowed.
   */
  spend(items: number): void {
    this.left -= items;
    if (this.left < 0) throw new WorkSpent();
  }
}

/** Add what is yielded to a list; return whether that is all, and not only what work was left for. */
export function collectWithin<Item>(found: Item[], items: Iterable<Item>): boolean {
  try {
    for (const each of items) found.push(each);
  } catch (error) {
    if (!(error instanceof WorkSpent)) throw error;
    return false;
  }
  return true;
}
