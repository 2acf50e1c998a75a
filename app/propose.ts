import { type Proposal, propose, type Proposed } from '../adapters/github/proposal.ts';
import { renderNoWorkflow } from '../core/report/index.ts';
import type { JobContext } from './context.ts';

/**
 * Proposes a change as whoever opens our pull requests. Where GitHub starts no workflow for that, no event will ask for
 * a look at the pull request: it is asked for here, and the description says by `note` what follows.
 */
export async function proposeChange(
  context: JobContext,
  proposal: Proposal,
  note: string = renderNoWorkflow(),
): Promise<Proposed> {
  const { repository, account } = context.proposer;
  if (account.startsWorkflows) return propose(repository, account, proposal);
  const body = `${proposal.body}\n\n${note}`;
  const proposed = await propose(repository, account, { ...proposal, body });
  if (proposed.kind !== 'taken-over') {
    const { number: pull } = proposed;
    const task = { kind: 'review-pull', pull, anew: false, head: null } as const;
    await context.enqueue(`${context.job} pull ${pull}`, task);
  }
  return proposed;
}
