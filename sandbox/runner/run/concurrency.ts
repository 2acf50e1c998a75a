/** Who is in a group, and who waits for it, the first of them first. */
interface Group {
  holder: { readonly cancel: () => void } | undefined;
  readonly waiting: ((answer: 'entered' | 'superseded') => void)[];
}

/** How somebody waits for a group. */
export interface Manner {
  /** Whoever is in the group is cancelled. */
  readonly cancelInProgress: boolean;
  /** `single`: those that wait already wait no longer. */
  readonly queue: 'single' | 'max';
}

/** With `queue: max`, no more than these wait. */
const longestQueue = 100;

/** `concurrency`: one run or job of a group at a time. */
export class ConcurrencyGroups {
  readonly #groups = new Map<string, Group>();

  /**
   * Waits for its turn in the group. `cancel` is called when a later one asks for the group with
   * `cancel-in-progress`.
   */
  enter(
    name: string,
    { cancelInProgress, queue }: Manner,
    cancel: () => void,
  ): Promise<'entered' | 'superseded'> {
    const key = name.toLowerCase();
    const group = this.#groups.get(key) ?? { holder: undefined, waiting: [] };
    this.#groups.set(key, group);
    if (group.holder === undefined) {
      group.holder = { cancel };
      return Promise.resolve('entered');
    }
    const places = queue === 'max' ? longestQueue : 1;
    while (group.waiting.length >= places) group.waiting.shift()?.('superseded');
    if (cancelInProgress) group.holder.cancel();
    return new Promise((resolve) => {
      group.waiting.push((answer) => {
        if (answer === 'entered') group.holder = { cancel };
        resolve(answer);
      });
    });
  }

  /** Gives the group to the one that has waited the longest. */
  leave(name: string): void {
    const key = name.toLowerCase();
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.holder = undefined;
    const next = group.waiting.shift();
    if (next === undefined) this.#groups.delete(key);
    else next('entered');
  }
}
