import { nodeId } from '../node-id.ts';
import type { CheckRun, Pull, Repository, State } from '../state.ts';
import { appJson } from './app.ts';
import { repositoryUrl } from './repository.ts';
import { pullMinimalJson } from './pull-minimal.ts';

/** A check run as the API shows it, and `check_run` payloads do. */
export function checkRunJson(
  state: State,
  repository: Repository,
  run: CheckRun,
): Record<string, unknown> {
  const url = `${repositoryUrl(state, repository)}/check-runs/${run.id}`;
  const html = `${state.url}/${repository.fullName}/runs/${run.id}`;
  const app = appJson(state, run.app);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app,
    pull_requests: pullsAt(repository, run.headSha).map((pull) =>
      pullMinimalJson(state, repository, pull),
    ),
  };
}

/** An annotation as it is listed; `blob_href` leads to the file at the run's commit. */
export function annotationJson(
  state: State,
  repository: Repository,
  run: CheckRun,
  annotation: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { path } = annotation;
  return {
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    ...annotation,
    blob_href: `${state.url}/${repository.fullName}/blob/${run.headSha}/${String(path)}`,
  };
}

/** The open pull requests from this repository whose head is the commit; those from forks are not shown. */
export function pullsAt(repository: Repository, sha: string): readonly Pull[] {
  return [...repository.issues.values()].flatMap(({ pull, state }) =>
    state === 'open' && pull?.headSha === sha && pull.head.repository === repository.fullName
      ? [pull]
      : [],
  );
}
