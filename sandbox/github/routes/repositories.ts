import { permissionOf } from '../auth.ts';
import { accountJson } from '../json/account.ts';
import { repositoryJson } from '../json/repository.ts';
import { addRepository } from '../repositories.ts';
import { json, type Request, type Route } from '../route.ts';
import { repositoryOf } from '../state.ts';

/** `/repos/{owner}/{repo}` itself, and forks of it. */
export const repositories = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo',
    need: { permission: 'metadata', level: 'read' },
    handle: (request) => json(wholeRepository(request)),
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/forks',
    need: { permission: 'contents', level: 'read' },
    async handle(request) {
      const { state, repository, account } = request;
      const name = `${account.login}/${repository.name}`;
      if (!state.repositories.has(name)) {
        await addRepository(state, {
          owner: account,
          name: repository.name,
          private: repository.private,
          defaultBranch: repository.defaultBranch,
          parent: repository.fullName,
        });
        const { git } = repositoryOf(state, name);
        await git.run(['fetch', '--quiet', repository.git.folder, '+refs/heads/*:refs/heads/*']);
      }
      return json(
        { ...wholeRepository(request), ...repositoryJson(state, repositoryOf(state, name)) },
        202,
      );
    },
  },
] as const satisfies readonly Route[];

function wholeRepository({ state, repository, actor }: Request): Record<string, unknown> {
  const has = actor.kind === 'user' ? permissionOf(repository, actor.account.login) : 'read';
  const order = ['read', 'triage', 'write', 'maintain', 'admin'];
  const allows = (wanted: string): boolean => order.indexOf(has) >= order.indexOf(wanted);
  return {
    ...repositoryJson(state, repository),
    permissions: {
      admin: allows('admin'),
      maintain: allows('maintain'),
      push: allows('write'),
      triage: allows('triage'),
      pull: allows('read'),
    },
    ...(repository.owner.type === 'Organization'
      ? { organization: accountJson(state, repository.owner) }
      : {}),
    network_count: 0,
    subscribers_count: 0,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    delete_branch_on_merge: false,
  };
}
