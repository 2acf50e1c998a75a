import type { WorkflowTrigger } from './contract.ts';

/**
 * Whether an event's workflows are those of a pull request's merge commit: a fork may have written them, so that they
 * get no secrets and a token that only reads.
 */
export function isOfMergeCommit({ event }: Pick<WorkflowTrigger, 'event'>): boolean {
  return event === 'pull_request' || event === 'pull_request_review';
}
