import { commitJson, readCommit } from '../json/commit.ts';
import { repositoryUrl } from '../json/repository.ts';
import { nodeId } from '../node-id.ts';
import { readRefs } from '../refs.ts';
import { found, json, list, type Route } from '../route.ts';

const read = { permission: 'contents', level: 'read' } as const;
const prefixes = { branches: 'refs/heads/', tags: 'refs/tags/' } as const;

/** Branches and tags as GitHub's pages list them. */
export const branches = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/branches',
    need: read,
    async handle({ state, repository }) {
      const refs = [...(await readRefs(repository.git))];
      return list(
        refs
          .filter(([ref]) => ref.startsWith(prefixes.branches))
          .map(([ref, sha]) => {
            const name = ref.slice(prefixes.branches.length);
            const url = `${repositoryUrl(state, repository)}/commits/${sha}`;
            return { name, commit: { sha, url }, protected: repository.protection.has(name) };
          }),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/branches/:branch{.+}',
    need: read,
    async handle({ state, repository, param }) {
      const name = param('branch');
      const commit = found(await readCommit(repository, `${prefixes.branches}${name}`));
      const url = `${repositoryUrl(state, repository)}/branches/${name}`;
      return json({
        name,
        commit: commitJson(state, repository, commit),
        _links: { self: url, html: `${state.url}/${repository.fullName}/tree/${name}` },
        protected: repository.protection.has(name),
        protection: {},
        protection_url: `${url}/protection`,
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/tags',
    need: read,
    async handle({ state, repository }) {
      const refs = [...(await readRefs(repository.git)).keys()];
      const names = refs.filter((ref) => ref.startsWith(prefixes.tags)).toReversed();
      const url = repositoryUrl(state, repository);
      return list(
        await Promise.all(
          names.map(async (ref) => {
            const name = ref.slice(prefixes.tags.length);
            const sha = found(await repository.git.resolve(ref, 'commit'));
            return {
              name,
              commit: { sha, url: `${url}/commits/${sha}` },
              zipball_url: `${url}/zipball/${ref}`,
              tarball_url: `${url}/tarball/${ref}`,
              node_id: nodeId('Ref', ref),
            };
          }),
        ),
      );
    },
  },
] as const satisfies readonly Route[];
