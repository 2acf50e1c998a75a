import { commentMarker } from '../../core/report/comment.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { readRecord } from '../../core/record/read.ts';
import { expect, present } from './expect.ts';
import type { World } from './world.ts';

/** The only sticky comment of the app on a pull request. */
export async function stickyComment(world: World, number: number): Promise<string> {
  const octokit = world.as('visitor');
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    owner: world.owner,
    repo: world.repo,
    issue_number: number,
  });
  const ours = comments.filter(
    ({ user, body }) => user?.login === world.appLogin && body?.includes(commentMarker) === true,
  );
  expect(
    ours.length === 1,
    `Pull request #${number} should have one comment of the app, and has ${ours.length}.`,
  );
  return ours[0]?.body ?? '';
}

/** The conclusion and title of the only check run `assay` at a pull request's head. */
export async function assayCheck(
  world: World,
  number: number,
): Promise<{ readonly conclusion: string | null; readonly title: string | null }> {
  const octokit = world.as('visitor');
  const at = { owner: world.owner, repo: world.repo };
  const { data: pull } = await octokit.rest.pulls.get({ ...at, pull_number: number });
  const { data } = await octokit.rest.checks.listForRef({
    ...at,
    ref: pull.head.sha,
    check_name: 'assay',
  });
  const [check] = data.check_runs;
  expect(
    data.total_count === 1,
    `Pull request #${number} should have one check "assay", and has ${data.total_count}.`,
  );
  const found = present(check, `Pull request #${number} has no check "assay".`);
  return { conclusion: found.conclusion, title: found.output.title };
}

/** The description of a pull request, and its labels. */
export async function pullOf(
  world: World,
  number: number,
): Promise<{ readonly body: string; readonly labels: readonly string[] }> {
  const { owner, repo } = world;
  const { data } = await world.as('visitor').rest.pulls.get({ owner, repo, pull_number: number });
  return { body: data.body ?? '', labels: data.labels.map(({ name }) => name) };
}

/** The open pull requests whose branch starts with this. */
export async function openPulls(
  world: World,
  prefix: string,
): Promise<readonly { readonly number: number; readonly title: string; readonly head: string }[]> {
  const octokit = world.as('visitor');
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    owner: world.owner,
    repo: world.repo,
    state: 'open',
  });
  return pulls
    .filter(({ head }) => head.ref.startsWith(prefix))
    .map(({ number, title, head }) => ({ number, title, head: head.sha }));
}

/** A registered version's release: its tag, and the names of its assets. */
export async function release(
  world: World,
  tag: string,
): Promise<{ readonly assets: readonly string[] }> {
  const octokit = world.as('visitor');
  const { data } = await octokit.rest.repos.getReleaseByTag({
    owner: world.owner,
    repo: world.repo,
    tag,
  });
  return { assets: data.assets.map(({ name }) => name) };
}

/** A record that a version was published with, as it lies in the release. */
export async function releasedRecord(
  world: World,
  tag: string,
  name: string,
): Promise<Readonly<AnyRecord>> {
  const octokit = world.as('visitor');
  const at = { owner: world.owner, repo: world.repo };
  const { data } = await octokit.rest.repos.getReleaseByTag({ ...at, tag });
  const asset = present(
    data.assets.find((one) => one.name === name),
    `The release ${tag} should have the asset ${name}.`,
  );
  const response = await fetch(asset.browser_download_url);
  const result = readRecord(await response.text(), name);
  expect(result.ok, `${name} of ${tag} should be a record.`);
  return result.value;
}

/** The workflow whose runs end red where a version is not healthy; the story says which one does. */
const deployWorkflow = 'Deploy';

/**
 * Throws unless every workflow run so far has succeeded, or had nothing to do, but for so many deployments of a version that
 * was not healthy; names the one that hasn't, and its failed steps.
 */
export async function expectGreenRuns(world: World, redDeployments = 0): Promise<void> {
  const octokit = world.as('visitor');
  const at = { owner: world.owner, repo: world.repo };
  const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({ ...at, per_page: 100 });
  let red = 0;
  for (const run of data.workflow_runs) {
    if (run.conclusion === 'success' || run.conclusion === 'skipped') continue;
    if (run.name === deployWorkflow && run.conclusion === 'failure') red += 1;
    if (run.name === deployWorkflow && red <= redDeployments) continue;
    const { data: jobs } = await octokit.rest.actions.listJobsForWorkflowRun({
      ...at,
      run_id: run.id,
    });
    const steps = jobs.jobs.flatMap((job) => job.steps ?? []);
    const failed = steps.filter(({ conclusion }) => conclusion === 'failure').map((s) => s.name);
    expect(
      false,
      `The workflow run "${run.name}" for ${run.event} on ${run.head_branch} should have succeeded; it ended as ${run.conclusion}, at: ${failed.join(', ')}.`,
    );
  }
}

/** The comment's first line of text: the verdict. */
export function verdictLine(comment: string): string {
  const lines = comment.split('\n').filter((line) => line !== '' && !line.startsWith('<!--'));
  return (lines[0] ?? '').replaceAll(/[#*]/g, '').trim();
}
