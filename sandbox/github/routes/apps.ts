import { actionsApp } from '../actions-app.ts';
import { appJson } from '../json/app.ts';
import { installationJson } from '../json/installation.ts';
import { repositoryJson } from '../json/repository.ts';
import { privateUserJson, publicUserJson } from '../json/user.ts';
import { issueInstallationToken } from '../installation-token.ts';
import { rateOf } from '../limits.ts';
import { found, HttpError, json, list, type Request, type Route } from '../route.ts';
import { type App, type Installation, repositoryOf, type State } from '../state.ts';

/** `/app`, `/installation`, `/user` and `/users`: who somebody is, and an app's way to its tokens. */
export const apps = [
  {
    method: 'GET',
    path: '/app',
    need: 'app',
    handle: (request) => json(appJson(request.state, appOf(request))),
  },
  {
    method: 'GET',
    path: '/apps/:slug',
    need: 'anybody',
    handle: ({ state, param }) => json(appJson(state, namedApp(state, param('slug')))),
  },
  {
    method: 'GET',
    path: '/app/installations',
    need: 'app',
    handle: (request) =>
      list(installationsOf(request).map((one) => listedJson(request.state, one))),
  },
  {
    method: 'POST',
    path: '/app/installations/:id/access_tokens',
    need: 'app',
    handle(request) {
      const id = request.id('id');
      const installation = found(installationsOf(request).find((one) => one.id === id));
      return json(issueInstallationToken(request.state, installation, request.body), 201);
    },
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    need: 'token',
    handle({ actor, state }) {
      if (actor.kind !== 'installation') throw notForIntegration();
      const names = [...actor.installation.repositories];
      const repositories = names.map((name) => repositoryJson(state, repositoryOf(state, name)));
      return list(repositories, 'repositories');
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/installation',
    need: 'app',
    handle(request) {
      // Not by `request.repository`: an app's JWT sees no private repository, but its own installation there.
      const fullName = `${request.param('owner')}/${request.param('repo')}`;
      const installation = installationsOf(request).find((one) => one.repositories.has(fullName));
      return json(installationJson(request.state, found(installation)));
    },
  },
  {
    method: 'GET',
    path: '/user',
    need: 'token',
    handle({ actor, state }) {
      if (actor.kind !== 'user') throw notForIntegration();
      return json(privateUserJson(state, actor.account));
    },
  },
  {
    method: 'GET',
    path: '/users/:username',
    need: 'anybody',
    handle(request) {
      const account = found(request.state.accounts.get(request.param('username')));
      return json(publicUserJson(request.state, account));
    },
  },
  {
    method: 'GET',
    path: '/rate_limit',
    need: 'anybody',
    handle({ actor, state }) {
      const core = rateOf(state, actor);
      return json({ resources: { core, search: { ...core, limit: 30 } }, rate: core });
    },
  },
] as const satisfies readonly Route[];

/** GitHub's own app is there before anything was done with a job's token. */
function namedApp(state: State, slug: string): App {
  return slug === 'github-actions' ? actionsApp(state) : found(state.apps.get(slug));
}

function appOf({ actor }: Request): App {
  if (actor.kind !== 'app') throw new HttpError(401, 'A JSON web token could not be decoded');
  return actor.app;
}

function installationsOf(request: Request): readonly Installation[] {
  const app = appOf(request);
  return [...request.state.installations.values()].filter((one) => one.app === app);
}

/** In this list alone, GitHub's description asks of an account what a person and what an enterprise has. */
function listedJson(state: State, installation: Installation): Record<string, unknown> {
  const { account, created_at: created, ...rest } = installationJson(state, installation);
  const login = account['login'];
  const enterprise = { name: login, slug: login, created_at: created, updated_at: created };
  return { ...rest, created_at: created, account: { ...account, ...enterprise } };
}

function notForIntegration(): HttpError {
  return new HttpError(403, 'Resource not accessible by integration');
}
