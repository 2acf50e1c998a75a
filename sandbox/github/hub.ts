import type { WorkflowTrigger } from './contract.ts';
import type { Actor, Repository, State } from './state.ts';
import type { Webhooks } from './webhooks.ts';

/** The state, and the way out of it: what changes tell the world. */
export interface Hub {
  readonly state: State;
  readonly webhooks: Webhooks;
}

/** Whether anybody listens to what starts workflows; to gather it asks a lot of git. */
export function isHeard({ state }: Hub): boolean {
  return state.triggerListeners.length > 0;
}

/** A check came in, or a branch or a pull request changed: the queues that wait for such may move. */
export function tellQueues({ state }: Hub, repository: Repository): void {
  const isQueued = [...repository.mergeQueues.values()].some(({ entries }) => entries.length > 0);
  const isArmed = [...repository.issues.values()].some(
    ({ pull }) => (pull?.autoMerge ?? null) !== null,
  );
  if (!isQueued && !isArmed) return;
  for (const listener of state.queueListeners) listener(repository);
}

/**
 * Tells the runner of an event. Nothing that a workflow's own token does starts another workflow,
 * except a dispatch: GitHub's guard against loops.
 */
export function startWorkflows(hub: Hub, actor: Actor, trigger: WorkflowTrigger | null): void {
  // An empty repository has no workflow that could start.
  if (trigger === null) return;
  const dispatched =
    trigger.event === 'workflow_dispatch' || trigger.event === 'repository_dispatch';
  if (actor.kind === 'job' && !dispatched) return;
  for (const listener of hub.state.triggerListeners) listener(trigger);
}
