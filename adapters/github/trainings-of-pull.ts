import { readArtifactRecords } from '../../core/record/artifact-records.ts';
import type { Offer } from '../../core/reuse/earlier-training.ts';
import { changedPaths } from './compare.ts';
import { mergedPullOf } from './merged-pull.ts';
import type { GitHubRepository } from './repository.ts';
import {
  downloadArtifact,
  listModelArtifacts,
  runsOfGroup,
  runsOfPull,
  sourceOf,
} from './workflow-runs.ts';

/** Each costs a call and a download; a pull request has one run of each workflow at its head. */
const mostRuns = 5;

/**
 * What the workflow runs of the pull request that became a commit have left of a model, those of a merge queue first;
 * none where the commit was pushed directly.
 */
export async function trainingsOfPull(
  repository: GitHubRepository,
  commit: string,
  model: string,
): Promise<readonly Offer[]> {
  const pull = await mergedPullOf(repository, commit);
  if (pull === null) return [];
  const paths = await changedPaths(repository, pull.number);
  const runs = [
    ...(await runsOfGroup(repository, commit)),
    ...(await runsOfPull(repository, pull)),
  ].filter(({ completed }) => completed);
  const offers: Offer[] = [];
  for (const run of runs.slice(0, mostRuns)) {
    const artifact = (await listModelArtifacts(repository, run.id)).get(model);
    if (artifact === undefined) continue;
    const files = await downloadArtifact(repository, artifact);
    const { records } = readArtifactRecords(files.ok ? files.value : new Map(), model);
    offers.push({
      model,
      source: sourceOf(repository, run),
      headRepository: pull.headRepository,
      paths,
      run: records.run ?? null,
      evaluation: records.evaluation ?? null,
    });
  }
  return offers;
}
