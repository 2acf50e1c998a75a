import type { Task } from './job.ts';

/**
 * What is left to do of two tasks that wait under one key: the later one, where it makes the earlier one pointless, with
 * what it has to take over; else null, and both are done.
 */
export function absorbTask(earlier: Task, later: Task): Task | null {
  // Known by the ledger, if it is the same. It may be large, so it is not compared with each other one that waits.
  if (later.kind === 'record-drift') return null;
  // Told twice, in other words or in the same.
  if (earlier.kind === later.kind && JSON.stringify(earlier) === JSON.stringify(later)) {
    return later;
  }
  switch (later.kind) {
    case 'greet-pull':
      if (earlier.kind !== 'greet-pull') return null;
      // News come in any order: the head that GitHub knew last is the one.
      return later.updatedAt >= earlier.updatedAt ? later : earlier;
    case 'review-pull':
      return earlier.kind === 'review-pull'
        ? {
            ...later,
            anew: later.anew || earlier.anew,
            // Nobody knows which of two heads is the newer one: news come in any order.
            head: earlier.head === later.head ? later.head : null,
          }
        : null;
    case 'review-head':
      return earlier.kind === 'review-head'
        ? {
            ...later,
            // Every pull request with this head is meant when one of them doesn't name its branch.
            from: earlier.from === later.from ? later.from : null,
            anew: later.anew || earlier.anew,
          }
        : null;
    case 'record-closing':
      // A pull request that is closed is not judged any more; unless it was opened again before we heard of its end.
      return earlier.kind === 'greet-pull' || (earlier.kind === 'review-pull' && !earlier.anew)
        ? later
        : null;
    case 'ingest-run':
      return earlier.kind === 'ingest-run' && earlier.run === later.run ? later : null;
    case 'review-group':
      return earlier.kind === 'review-group' ? later : null;
    case 'obey-command':
    case 'retrain':
    case 'refresh-promotion':
    case 'record-deployment':
      return null;
    default:
      return later satisfies never;
  }
}
