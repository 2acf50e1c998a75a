import { readArtifactRecords } from '../../core/record/artifact-records.ts';
import type { Offer } from '../../core/reuse/earlier-training.ts';
import { changedPaths, mostChangedPaths } from './compare.ts';
import { mergedPullOf, type MergedPullFacts, pullsWithHead } from './merged-pull.ts';
import type { GitHubRepository } from './repository.ts';
import {
  downloadArtifact,
  listModelArtifacts,
  runsOfGroup,
  runsOfPull,
  sourceOf,
  type WorkflowRunFacts,
} from './workflow-runs.ts';

/** Each costs a download; a pull request has one run of each workflow at its head. */
const mostOffers = 5;

/** What a merged pull request has left of a model. */
export interface TrainingsOfPull {
  /** Null where the commit was pushed directly. */
  readonly pull: number | null;
  readonly offers: readonly Offer[];
}

/**
 * What the workflow runs of the pull request that became a commit have left of a model, those of a merge queue first.
 */
export async function trainingsOfPull(
  repository: GitHubRepository,
  commit: string,
  model: string,
): Promise<TrainingsOfPull> {
  const pull = await mergedPullOf(repository, commit);
  if (pull === null) return { pull: null, offers: [] };
  const paths = await changedPaths(repository, pull.number);
  const common = {
    model,
    headRepository: pull.headRepository,
    paths,
    complete: paths.length < mostChangedPaths,
    others: await pullsWithHead(repository, pull),
  };
  const offers: Offer[] = [];
  for (const run of await completedRunsOf(repository, commit, pull)) {
    if (offers.length === mostOffers) break;
    const artifact = (await listModelArtifacts(repository, run.id)).get(model);
    if (artifact === undefined) continue;
    const files = await downloadArtifact(repository, artifact);
    const { records } = readArtifactRecords(files.ok ? files.value : new Map(), model);
    offers.push({
      ...common,
      source: sourceOf(repository, run),
      problem: files.ok ? null : files.reason,
      run: records.run ?? null,
      evaluation: records.evaluation ?? null,
    });
  }
  return { pull: pull.number, offers };
}

async function completedRunsOf(
  repository: GitHubRepository,
  commit: string,
  pull: MergedPullFacts,
): Promise<readonly WorkflowRunFacts[]> {
  const runs = [
    ...(await runsOfGroup(repository, commit)),
    ...(await runsOfPull(repository, pull)),
  ];
  return runs.filter(({ completed }) => completed);
}
