/** Who is in a group, and who waits for it. */
interface Group {
  holder: { readonly cancel: () => void } | undefined;
  waiting: ((answer: 'entered' | 'superseded') => void) | undefined;
}

/** `concurrency`: one run or job of a group at a time, one waiting; a later one takes the waiting one's place. */
export class ConcurrencyGroups {
  readonly #groups = new Map<string, Group>();

  /**
   * Waits for its turn in the group. `cancel` is called when a later one asks for the group with
   * `cancel-in-progress`.
   */
  enter(
    name: string,
    cancelInProgress: boolean,
    cancel: () => void,
  ): Promise<'entered' | 'superseded'> {
    const key = name.toLowerCase();
    const group = this.#groups.get(key) ?? { holder: undefined, waiting: undefined };
    this.#groups.set(key, group);
    if (group.holder === undefined) {
      group.holder = { cancel };
      return Promise.resolve('entered');
    }
    group.waiting?.('superseded');
    if (cancelInProgress) group.holder.cancel();
    return new Promise((resolve) => {
      group.waiting = (answer) => {
        group.waiting = undefined;
        if (answer === 'entered') group.holder = { cancel };
        resolve(answer);
      };
    });
  }

  /** Gives the group to the one that waits. */
  leave(name: string): void {
    const key = name.toLowerCase();
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.holder = undefined;
    if (group.waiting === undefined) this.#groups.delete(key);
    else group.waiting('entered');
  }
}
