/**
 * What is to be done when both tasks wait and the later one makes the earlier one pointless: the later one, with what it
 * has to take over from the earlier. Null when both must be done.
 */
export type Absorb<Task> = (earlier: Task, later: Task) => Task | null;

/** What is left of the tasks of one key that wait. */
export interface Remaining<Entry> {
  /** In the order of arrival; an entry whose task took something over has its new task. */
  readonly kept: readonly Entry[];
  readonly superseded: readonly Entry[];
}

/** Finds which of the tasks that wait under one key, in the order of their arrival, later ones make pointless. */
export function supersede<Task, Entry extends { readonly task: Task }>(
  waiting: readonly Entry[],
  absorb: Absorb<Task>,
): Remaining<Entry> {
  const kept: Entry[] = [];
  const superseded: Entry[] = [];
  for (const next of waiting) {
    let entry = next;
    for (const earlier of kept.toReversed()) {
      const merged = absorb(earlier.task, entry.task);
      if (merged === null) continue;
      kept.splice(kept.indexOf(earlier), 1);
      superseded.push(earlier);
      if (merged !== entry.task) entry = { ...entry, task: merged };
    }
    kept.push(entry);
  }
  return { kept, superseded };
}
