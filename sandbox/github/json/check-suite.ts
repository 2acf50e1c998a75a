import { suiteConclusion, suiteRuns } from '../check-suite.ts';
import { nodeId } from '../node-id.ts';
import { found } from '../route.ts';
import type { Repository, State } from '../state.ts';
import { appJson } from './app.ts';
import { pullsAt } from './check-run.ts';
import { headCommitJson, readCommit } from './commit.ts';
import { pullMinimalJson } from './pull-minimal.ts';
import { repositoryUrl } from './repository.ts';

/** A check suite as payloads have it: the check runs of one app at one commit. */
export async function checkSuiteJson(
  state: State,
  repository: Repository,
  suiteId: number,
): Promise<Record<string, unknown>> {
  const runs = suiteRuns(repository, suiteId);
  const { app, headSha, startedAt } = found(runs[0]);
  const pulls = pullsAt(repository, headSha);
  const conclusion = suiteConclusion(runs);
  const commit = found(await readCommit(repository, headSha));
  const url = `${repositoryUrl(state, repository)}/check-suites/${suiteId}`;
  return {
    id: suiteId,
    node_id: nodeId('CheckSuite', suiteId),
    head_branch: pulls[0]?.head.ref ?? null,
    head_sha: headSha,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    url,
    before: null,
    after: headSha,
    pull_requests: pulls.map((pull) => pullMinimalJson(state, repository, pull)),
    app: appJson(state, app),
    created_at: startedAt,
    updated_at: runs.at(-1)?.completedAt ?? startedAt,
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: new Set(runs.map(({ name }) => name)).size,
    check_runs_url: `${url}/check-runs`,
    head_commit: headCommitJson(commit),
  };
}
