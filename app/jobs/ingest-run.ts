import { isOnBranch } from '../../adapters/github/branches.ts';
import { appendToLedger } from '../../adapters/github/ledger.ts';
import {
  downloadArtifact,
  getRun,
  listModelArtifacts,
  sourceOf,
  type WorkflowRunFacts,
} from '../../adapters/github/workflow-runs.ts';
import { type AnyRecord, kindOf } from '../../core/record/kinds.ts';
import { originDifferences } from '../../core/record/origin.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { readArtifactRecords } from '../../core/record/artifact-records.ts';
import { recordDeploymentsAt } from './record-deployment.ts';
import { showCommit } from '../review/show-commit.ts';

/**
 * Takes the records of a workflow run on the default branch into the ledger, and has retraining decided by each report of a monitor. Of a run that
 * deployed, it looks for what that has reported.
 */
export async function ingestRun(context: JobContext, runId: number): Promise<void> {
  const { repository } = context;
  const run = await getRun(repository, runId);
  if (run.event === 'deployment') return recordDeploymentsAt(context, run.headSha);
  if (!isOurs(context, run)) return;
  // A tag may have the branch's name: what counts is that the commit is on it.
  if (!(await isOnBranch(repository, run.headSha, context.defaultBranch))) return;
  const artifacts = await listModelArtifacts(repository, runId);
  const found = await Promise.all(
    [...artifacts.values()].map(async (artifact) => {
      const files = await downloadArtifact(repository, artifact);
      if (!files.ok) {
        context.warn(files.reason);
        return { records: [], champion: null };
      }
      return acceptable(context, run, files.value, artifact.model);
    }),
  );
  const records = found.flatMap((one) => one.records);
  if (records.length > 0) await appendToLedger(repository, records);
  for (const record of records) {
    // A stable one may close what a drift has opened.
    if (!('features' in record)) continue;
    await context.enqueue(`drift ${record.id}`, {
      kind: 'retrain',
      model: record.model,
      // The newest record's window: this one may be heard of again when a later one is there.
      reason: { window: null, requestedBy: null },
    });
  }
  const champions = found.map(({ champion }) => champion).filter((one) => one !== null);
  if (records.some((record) => kindOf(record) === 'evaluation')) {
    await showCommit(context, run, champions);
  }
}

/** Only code of the default branch is trusted to write the ledger. */
function isOurs({ repository, defaultBranch }: JobContext, run: WorkflowRunFacts): boolean {
  return (
    run.event !== 'pull_request' &&
    run.headBranch === defaultBranch &&
    run.headRepository === `${repository.owner}/${repository.repo}`
  );
}

/** The records that go into the ledger, and the champion's evaluation on these rows, which is looked at only now. */
function acceptable(
  context: JobContext,
  run: WorkflowRunFacts,
  files: ReadonlyMap<string, Uint8Array>,
  model: string,
): { readonly records: readonly AnyRecord[]; readonly champion: EvaluationRecord | null } {
  const { records, refusals } = readArtifactRecords(files, model);
  for (const refusal of refusals) context.warn(refusal);
  const source = sourceOf(context.repository, run);
  const { run: training, evaluation, version, drift } = records;
  const all: readonly (AnyRecord | undefined)[] = [training, evaluation, version, drift];
  const accepted = all
    .filter((record) => record !== undefined)
    .filter((record) => {
      const name = `${kindOf(record)} record`;
      const problems = originDifferences(name, record, model, source);
      // A version that was registered before travels with the run that found it again: its own run told of it.
      if (record === version) return problems.length === 0;
      for (const problem of problems) context.warn(problem);
      return problems.length === 0;
    });
  return { records: accepted, champion: records.champion ?? null };
}
