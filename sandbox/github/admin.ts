import { registerManifest } from './app-manifest.ts';
import { issueToken } from './auth.ts';
import { requestCheckAction, rerequestCheck, rerequestSuite } from './check-events.ts';
import type { Admin } from './contract.ts';
import { onDefaultBranch } from './default-branch-trigger.ts';
import { type Hub, startWorkflows } from './hub.ts';
import { accountJson } from './json/account.ts';
import { repositoryJson } from './json/repository.ts';
import { dequeuePull, enqueuePull } from './merge-queue/membership.ts';
import { addApp } from './new-app.ts';
import { addAccount, addRepository } from './repositories.ts';
import { addOrganization, addTeam, setTeamMember } from './teams.ts';
import { accountOf, type App, repositoryOf, timestamp } from './state.ts';

/** What people do in a browser, and what GitHub does by itself. */
export function createAdmin(hub: Hub): Admin {
  const { state } = hub;
  const appOf = (slug: string): App => {
    const app = state.apps.get(slug);
    if (app === undefined) throw new TypeError(`No app ${slug}.`);
    return app;
  };
  return {
    createUser(login) {
      const account = addAccount(state, login, 'User');
      return { login, token: issueToken(state, 'ghp', { kind: 'user', account }) };
    },
    createOrganization: (login) => void addOrganization(state, login),
    createTeam: (organization, slug, members) => addTeam(state, organization, slug, members),
    setTeamMember: (organization, slug, login, membership) =>
      setTeamMember(state, `${organization}/${slug}`, login, membership),
    async createRepository({ name, private: hidden = false, defaultBranch = 'main' }) {
      const [owner = '', repo = ''] = name.split('/');
      await addRepository(state, {
        owner: addAccount(state, owner, 'User'),
        name: repo,
        private: hidden,
        defaultBranch,
        parent: null,
      });
    },
    setPermission(repository, login, permission) {
      accountOf(state, login);
      repositoryOf(state, repository).permissions.set(login, permission);
    },
    protectBranch(repository, branch, rule) {
      repositoryOf(state, repository).protection.set(branch, rule);
    },
    allowAutoMerge(repository) {
      repositoryOf(state, repository).allowsAutoMerge = true;
    },
    enableMergeQueue(repository, branch, { method = 'merge' } = {}) {
      repositoryOf(state, repository).mergeQueues.set(branch, { method, entries: [] });
    },
    enqueuePull: (repository, number, login) =>
      enqueuePull(hub, repositoryOf(state, repository), number, accountOf(state, login)),
    dequeuePull: (repository, number, login) =>
      dequeuePull(hub, repositoryOf(state, repository), number, accountOf(state, login)),
    createApp(wanted) {
      const { app, privateKey } = addApp(state, wanted);
      return { id: app.id, slug: app.slug, privateKey };
    },
    registerManifest: (manifest) => registerManifest(state, manifest),
    setWebhook(slug, webhook) {
      appOf(slug).webhook = webhook;
    },
    installApp(slug, repository) {
      const { fullName, owner } = repositoryOf(state, repository);
      const app = appOf(slug);
      const known = [...state.installations.values()].find(
        (one) => one.app === app && one.owner === owner,
      );
      if (known !== undefined) {
        known.repositories.add(fullName);
        return { installationId: known.id };
      }
      const id = state.nextId();
      const repositories = new Set([fullName]);
      state.installations.set(id, { id, app, owner, repositories, createdAt: timestamp(state) });
      return { installationId: id };
    },
    setSecret(repository, name, value) {
      repositoryOf(state, repository).secrets.set(name, value);
    },
    requestCheckAction(name, checkRunId, identifier, login) {
      const sender = accountOf(state, login);
      requestCheckAction(hub, repositoryOf(state, name), checkRunId, identifier, sender);
    },
    rerequestCheck(name, checkRunId, login) {
      rerequestCheck(hub, repositoryOf(state, name), checkRunId, accountOf(state, login));
    },
    rerequestSuite: (name, suiteId, login) =>
      rerequestSuite(hub, repositoryOf(state, name), suiteId, accountOf(state, login)),
    async strikeSchedule(name) {
      const repository = repositoryOf(state, name);
      const account = repository.owner;
      const payload = {
        repository: repositoryJson(state, repository),
        sender: accountJson(state, account),
      };
      const told = { event: 'schedule', actor: account.login, payload } as const;
      startWorkflows(hub, { kind: 'user', account }, await onDefaultBranch(repository, told));
    },
    async deliveriesSettled() {
      while (state.underway.size > 0) await Promise.allSettled(state.underway);
    },
  };
}
