import type { GitObject } from '../git/reader.ts';
import { nodeId } from '../node-id.ts';
import { repositoryUrl } from '../json/repository.ts';
import { noSha, refsChanged } from '../refs.ts';
import {
  created,
  empty,
  found,
  invalid,
  json,
  list,
  type Request,
  type Route,
  text,
} from '../route.ts';
import type { Repository, State } from '../state.ts';

const read = { permission: 'contents', level: 'read' } as const;
const write = { permission: 'contents', level: 'write' } as const;

/** `/repos/{owner}/{repo}/git/refs`: branches and tags as git names them. */
export const gitRefs = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/ref/:ref{.+}',
    need: read,
    async handle({ state, repository, param }) {
      const ref = `refs/${param('ref')}`;
      return json(refJson(state, repository, ref, found(await repository.git.object(ref))));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/matching-refs/:ref{.+}',
    need: read,
    async handle({ state, repository, param }) {
      const prefix = `refs/${param('ref')}`;
      const format = '%(objectname) %(objecttype) %(refname)';
      const text = await repository.git.run(['for-each-ref', `--format=${format}`]);
      const refs = text.split('\n').map((line) => line.split(' '));
      const matching = refs.filter(([, , ref]) => ref?.startsWith(prefix));
      return list(
        matching.map(([sha = '', type = '', ref = '']) =>
          refJson(state, repository, ref, { sha, type }),
        ),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/git/refs',
    need: write,
    async handle(request) {
      const { state, repository, body } = request;
      const ref = text(body, 'ref') ?? '';
      const sha = text(body, 'sha') ?? '';
      if (!/^refs\/.+\/?.+/.test(ref)) throw invalid('Reference name must start with refs/');
      await move(request, ref, async () => {
        if ((await shaOf(repository, ref)) !== null) throw invalid('Reference already exists');
        await requireObject(repository, ref, sha);
        return sha;
      });
      return created(refJson(state, repository, ref, found(await repository.git.object(sha))));
    },
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/git/refs/:ref{.+}',
    need: write,
    async handle(request) {
      const { state, repository, body } = request;
      const ref = `refs/${request.param('ref')}`;
      const sha = text(body, 'sha') ?? '';
      await move(request, ref, async (before) => {
        if (before === null) throw invalid('Reference does not exist');
        await requireObject(repository, ref, sha);
        const ancestor = await repository.git.maybe(['merge-base', '--is-ancestor', before, sha]);
        if (body['force'] !== true && ancestor === null) {
          throw invalid('Update is not a fast forward');
        }
        return sha;
      });
      return json(refJson(state, repository, ref, found(await repository.git.object(sha))));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/:owner/:repo/git/refs/:ref{.+}',
    need: write,
    async handle(request) {
      await move(request, `refs/${request.param('ref')}`, async (before) => {
        if (before === null) throw invalid('Reference does not exist');
        return null;
      });
      return empty();
    },
  },
] as const satisfies readonly Route[];

function shaOf(repository: Repository, ref: string): Promise<string | null> {
  return repository.git.resolve(ref);
}

/** Moves a ref to where `decide` says (null deletes it), and tells of it. */
async function move(
  { hub, repository, actor }: Request,
  ref: string,
  decide: (before: string | null) => Promise<string | null>,
): Promise<void> {
  await repository.git.exclusively(async () => {
    const before = await shaOf(repository, ref);
    const after = await decide(before);
    if (after === null) await repository.git.run(['update-ref', '-d', ref, before ?? noSha]);
    else await repository.git.run(['update-ref', ref, after, before ?? noSha]);
    if (before === after) return;
    const change = { ref, before: before ?? noSha, after: after ?? noSha };
    await refsChanged(hub, repository, actor, [change]);
  });
}

async function requireObject(repository: Repository, ref: string, sha: string): Promise<void> {
  const valid = await repository.git.maybe(['check-ref-format', ref]);
  if (valid === null) throw invalid(`${ref} is not a valid ref name.`);
  const exists = /^[0-9a-f]{40}$/.test(sha) && (await repository.git.resolve(sha, 'object'));
  if (!exists) throw invalid('Object does not exist');
}

function refJson(
  state: State,
  repository: Repository,
  ref: string,
  { sha, type }: Pick<GitObject, 'sha' | 'type'>,
): object {
  const url = repositoryUrl(state, repository);
  return {
    ref,
    node_id: nodeId('Ref', ref),
    url: `${url}/git/${ref}`,
    object: { type, sha, url: `${url}/git/${type}s/${sha}` },
  };
}
