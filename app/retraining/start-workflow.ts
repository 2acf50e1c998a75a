import { keepComment, rewordComment } from '../../adapters/github/comments.ts';
import { findBranch } from '../../adapters/github/branches.ts';
import { dispatchedRuns, dispatchWorkflow, workflowOfRun } from '../../adapters/github/dispatch.ts';
import { readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import { renderNotStarted, renderStartedLater } from '../../core/report/retrain-start.ts';
import type { JobContext } from '../context.ts';
import { retrainBranch } from './branch.ts';

const marker = '<!-- assay:retrain-start -->';

/** Where nobody says which workflow trains, and no run on record tells: as the documentation calls it. */
const usualWorkflow = 'ml.yml';

/**
 * Which workflow trains a model: the one that the configuration names, else the one that has left the newest evaluation
 * on the ledger.
 */
export async function trainingWorkflow(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  named: string | null,
): Promise<string> {
  if (named !== null) return named;
  const entry = ledger.findLast((one) => one.kind === 'evaluation' && one.model === model);
  const record = entry === undefined ? null : await readEntry(repository, entry, 'evaluation');
  const runId = record?.workflow?.runId;
  const found = runId === undefined ? null : await workflowOfRun(repository, runId);
  return found ?? usualWorkflow;
}

/**
 * Starts the training workflow on the branch of a retraining, once for its head. Where that fails, a comment says why, until
 * it succeeds.
 */
export async function startTraining(
  context: JobContext,
  model: string,
  pull: number,
  workflow: string,
): Promise<void> {
  const { repository, proposer, us } = context;
  const branch = retrainBranch(model);
  const head = await findBranch(repository, branch);
  if (head === null) return;
  const name = `${repository.owner}/${repository.repo}`;
  const actor = proposer.account.login;
  const known = await dispatchedRuns(repository, { repository: name, head, branch, actor });
  const reason =
    known.length > 0 ? null : await dispatchWorkflow(proposer.repository, workflow, branch);
  if (reason === null) {
    const said = `${marker}\n${renderStartedLater(workflow)}`;
    await rewordComment(repository, us, pull, marker, () => said);
    return;
  }
  const said = `${marker}\n${renderNotStarted(workflow, reason)}`;
  await keepComment(repository, us, pull, marker, said);
}
