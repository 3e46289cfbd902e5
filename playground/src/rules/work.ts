// The work that the evaluation of rules may do, in items of lists that are looked at.

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
