import {
  downloadArtifact,
  listModelArtifacts,
  type ModelArtifactEntry,
  newestOfEach,
  runsOfPull,
  sourceOf,
  type WorkflowRunFacts,
} from '../../adapters/github/workflow-runs.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import type { CandidateFacts, WorkflowState } from '../../core/judge/facts.ts';
import type { JobContext } from '../context.ts';
import { retrainBranches } from '../retraining/branch.ts';
import { dispatchedRuns } from '../../adapters/github/dispatch.ts';
import { readArtifactRecords } from '../../core/record/artifact-records.ts';
import type { PullFacts } from './pull.ts';

/** What a workflow left behind for one model. */
export type Candidate = Pick<
  CandidateFacts,
  'workflow' | 'source' | 'run' | 'evaluation' | 'champion' | 'refusals'
>;

/** An artifact and the run that it came from. */
interface Offer {
  readonly run: WorkflowRunFacts;
  readonly artifact: ModelArtifactEntry;
}

/**
 * The workflow runs of a pull request at its head; of a retraining for which GitHub starts none, those that we have started
 * on its branch too.
 */
export async function runsOf(
  { repository, proposer }: Pick<JobContext, 'repository' | 'proposer'>,
  pull: PullFacts,
): Promise<readonly WorkflowRunFacts[]> {
  const { number, head, headRepository, fork, author } = pull;
  const headBranch = head.ref;
  const runs = await runsOfPull(repository, {
    number,
    headSha: head.sha,
    headRepository,
    headBranch,
  });
  const { login: actor, startsWorkflows } = proposer.account;
  const isStartedByUs =
    !startsWorkflows && !fork && author === actor && headBranch.startsWith(retrainBranches);
  if (!isStartedByUs) return runs;
  const name = `${repository.owner}/${repository.repo}`;
  const wanted = { repository: name, head: head.sha, branch: headBranch, actor };
  return newestOfEach([...runs, ...(await dispatchedRuns(repository, wanted))]);
}

/** What workflow runs left behind for each of these models. */
export async function gatherCandidates(
  repository: GitHubRepository,
  models: readonly string[],
  runs: readonly WorkflowRunFacts[],
): Promise<ReadonlyMap<string, Candidate>> {
  const offers = await newestArtifacts(repository, runs);
  const candidates = await Promise.all(
    models.map(async (model): Promise<[string, Candidate]> => {
      const offer = offers.get(model);
      const candidate =
        offer === undefined ? without(runs) : await candidateOf(repository, offer, model);
      return [model, candidate];
    }),
  );
  return new Map(candidates);
}

/** For each model the artifact of the newest completed run that has one. */
async function newestArtifacts(
  repository: GitHubRepository,
  runs: readonly WorkflowRunFacts[],
): Promise<ReadonlyMap<string, Offer>> {
  const offers = new Map<string, Offer>();
  for (const run of runs.filter(({ completed }) => completed)) {
    for (const [model, artifact] of await listModelArtifacts(repository, run.id)) {
      if (!offers.has(model)) offers.set(model, { run, artifact });
    }
  }
  return offers;
}

/** The workflows that have left records of a model in one of these runs, by id. */
export async function workflowsWithRecords(
  repository: GitHubRepository,
  runs: readonly WorkflowRunFacts[],
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  for (const { id, workflowId, completed } of runs) {
    if (!completed || found.has(workflowId)) continue;
    if ((await listModelArtifacts(repository, id)).size > 0) found.add(workflowId);
  }
  return found;
}

/** No artifact: either one may still come, or it never will. */
function without(runs: readonly WorkflowRunFacts[]): Candidate {
  const [newest] = runs;
  const over = newest !== undefined && runs.every(({ completed }) => completed);
  return {
    workflow: over ? completedState(newest) : { kind: 'waiting' },
    source: null,
    run: null,
    evaluation: null,
    champion: null,
    refusals: [],
  };
}

/** How a workflow run ended. */
export function completedState(run: WorkflowRunFacts): WorkflowState {
  return {
    kind: 'completed',
    conclusion: run.conclusion ?? 'unknown',
    url: run.url,
    runId: run.id,
    attempt: run.attempt,
  };
}

async function candidateOf(
  repository: GitHubRepository,
  { run, artifact }: Offer,
  model: string,
): Promise<Candidate> {
  const common = { workflow: completedState(run), source: sourceOf(repository, run) };
  const files = await downloadArtifact(repository, artifact);
  if (!files.ok) {
    return { ...common, run: null, evaluation: null, champion: null, refusals: [files.reason] };
  }
  const { records, refusals } = readArtifactRecords(files.value, model);
  return {
    ...common,
    run: records.run ?? null,
    evaluation: records.evaluation ?? null,
    champion: records.champion ?? null,
    refusals,
  };
}
