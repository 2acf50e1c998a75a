import type { Hub } from '../hub.ts';
import type { Repository } from '../state.ts';
import { settleQueue } from './settle.ts';

/** From now on the merge queues move by themselves. Until one rests, it counts as on its way. */
export function watchMergeQueues(hub: Hub): void {
  const { state } = hub;
  state.queueListeners.push((repository) => {
    const moved = repository.git.exclusively(() => settleAll(hub, repository));
    const tracked = moved
      .catch((error: unknown) => {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        state.violations.push(`The embedded GitHub failed at a merge queue: ${reason}`);
      })
      .finally(() => state.underway.delete(tracked));
    state.underway.add(tracked);
  });
}

async function settleAll(hub: Hub, repository: Repository): Promise<void> {
  for (const [branch, queue] of repository.mergeQueues) {
    await settleQueue({ hub, repository, branch, queue });
  }
}
