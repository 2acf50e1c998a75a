import { appOfActor } from '../actions-app.ts';
import { changedCheckRun } from '../check-run-change.ts';
import { rerequestCheck, rerequestSuite, tellCheckRun } from '../check-events.ts';
import { suiteRuns } from '../check-suite.ts';
import { commitOf } from '../commit-of.ts';
import { tellQueues } from '../hub.ts';
import { annotationJson, checkRunJson } from '../json/check-run.ts';
import { created, found, HttpError, json, list, type Request, type Route } from '../route.ts';
import { type App, type CheckRun, type Repository, type State, timestamp } from '../state.ts';

const read = { permission: 'checks', level: 'read' } as const;
const write = { permission: 'checks', level: 'write' } as const;

/** Check runs, made by apps and changed only by the app that made one; and the statuses of a commit. */
export const checks = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/check-runs',
    need: write,
    async handle(request) {
      const { hub, state, repository, account, body } = request;
      const app = actingApp(request);
      const headSha = await commitOf(repository, String(body['head_sha']));
      const now = timestamp(state);
      const run = changedCheckRun(emptyRun(state, repository, app, headSha, now), body, now);
      repository.checkRuns.set(run.id, run);
      tellCheckRun(hub, repository, account, run, 'created');
      if (run.status === 'completed') tellCheckRun(hub, repository, account, run, 'completed');
      tellQueues(hub, repository);
      return created(checkRunJson(state, repository, run));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/check-runs/:run',
    need: read,
    handle: ({ state, repository, id }) =>
      json(checkRunJson(state, repository, found(repository.checkRuns.get(id('run'))))),
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/check-runs/:run',
    need: write,
    handle(request) {
      const { hub, state, repository, account, body, id } = request;
      const before = found(repository.checkRuns.get(id('run')));
      const app = actingApp(request);
      if (app !== before.app) {
        throw new HttpError(
          403,
          `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
        );
      }
      const run = changedCheckRun(before, body, timestamp(state));
      repository.checkRuns.set(run.id, run);
      if (run.status === 'completed' && run.conclusion !== before.conclusion) {
        tellCheckRun(hub, repository, account, run, 'completed');
      }
      tellQueues(hub, repository);
      return json(checkRunJson(state, repository, run));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/check-runs/:run/annotations',
    need: read,
    handle({ state, repository, id }) {
      const run = found(repository.checkRuns.get(id('run')));
      return list(
        run.annotations.map((annotation) => annotationJson(state, repository, run, annotation)),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/check-runs/:run/rerequest',
    need: write,
    handle({ hub, repository, account, id }) {
      const run = found(repository.checkRuns.get(id('run')));
      if (run.status !== 'completed') {
        throw new HttpError(422, 'This check run is not rerequestable');
      }
      rerequestCheck(hub, repository, run.id, account);
      return created({});
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/check-suites/:suite/rerequest',
    need: write,
    async handle({ hub, repository, account, id }) {
      const suiteId = id('suite');
      found(suiteRuns(repository, suiteId)[0]);
      await rerequestSuite(hub, repository, suiteId, account);
      return created({});
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref{.+}/check-runs',
    need: read,
    async handle({ state, repository, param, query }) {
      const sha = await commitOf(repository, param('ref'));
      const runs = [...repository.checkRuns.values()].filter(({ headSha }) => headSha === sha);
      return list(
        selected(runs, query).map((run) => checkRunJson(state, repository, run)),
        'check_runs',
      );
    },
  },
] as const satisfies readonly Route[];

function actingApp({ state, actor }: Request): App {
  const app = appOfActor(state, actor);
  if (app === null) throw new HttpError(403, 'You must authenticate via a GitHub App.');
  return app;
}

/** A run that nothing was said of yet. Runs of one app at one commit share a suite. */
function emptyRun(
  state: State,
  repository: Repository,
  app: App,
  headSha: string,
  now: string,
): CheckRun {
  const runs = [...repository.checkRuns.values()];
  const sibling = runs.find((run) => run.app === app && run.headSha === headSha);
  return {
    id: state.nextId(),
    name: '',
    headSha,
    app,
    suiteId: sibling?.suiteId ?? state.nextId(),
    detailsUrl: null,
    externalId: null,
    status: 'queued',
    conclusion: null,
    startedAt: now,
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
}

/** Newest first; of each name and app only the newest, unless the filter is `all`. */
function selected(all: readonly CheckRun[], query: URLSearchParams): readonly CheckRun[] {
  const name = query.get('check_name');
  const status = query.get('status');
  const appId = query.get('app_id');
  const newestFirst = all.toReversed();
  const isNewest = (run: CheckRun): boolean =>
    newestFirst.find((other) => other.name === run.name && other.app === run.app) === run;
  return newestFirst
    .filter((run) => query.get('filter') === 'all' || isNewest(run))
    .filter((run) => name === null || run.name === name)
    .filter((run) => status === null || run.status === status)
    .filter((run) => appId === null || String(run.app.id) === appId);
}
