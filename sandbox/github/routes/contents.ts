import { identity } from '../git/git.ts';
import { gitCommitJson, readCommit } from '../json/commit.ts';
import { repositoryUrl } from '../json/repository.ts';
import { followed, linkMode } from '../links.ts';
import { noSha, readRefs, refsChanged } from '../refs.ts';
import {
  found,
  HttpError,
  invalid,
  json,
  notFound,
  type Request,
  type Route,
  text,
} from '../route.ts';
import { type Repository, type State, timestamp } from '../state.ts';

/** `/repos/{owner}/{repo}/contents/{path}`: files at a ref. */
export const contents = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/contents/:path{.+}',
    need: { permission: 'contents', level: 'read' },
    async handle({ state, repository, param, query, header }) {
      const ref = query.get('ref') ?? repository.defaultBranch;
      const commit = found(await repository.git.resolve(ref, 'commit'));
      const path = param('path').replace(/\/$/, '');
      const object = found(await repository.git.read(`${commit}:${path}`));
      const { sha, type, bytes, link } = await followed(repository.git, commit, path, object);
      if (type === 'tree') return json(await folderJson(state, repository, commit, { path, sha }));
      if (/raw/.test(header('accept') ?? '')) {
        return {
          kind: 'bytes',
          contentType: 'application/vnd.github.raw+json; charset=utf-8',
          bytes,
        };
      }
      const entry = { path, sha, size: bytes.length };
      if (link !== null) {
        const described = entryJson(state, repository, commit, { ...entry, type: 'symlink' });
        return json({ ...described, target: link });
      }
      return json({
        ...entryJson(state, repository, commit, { ...entry, type: 'file' }),
        content: bytes.toString('base64'),
        encoding: 'base64',
      });
    },
  },
  {
    method: 'PUT',
    path: '/repos/:owner/:repo/contents/:path{.+}',
    need: { permission: 'contents', level: 'write' },
    async handle(request) {
      const { repository, body } = request;
      const bytes = Buffer.from(text(body, 'content') ?? '', 'base64');
      const blob = await repository.git.run(['hash-object', '-w', '--stdin'], bytes);
      return change(request, blob, bytes.length);
    },
  },
  {
    method: 'DELETE',
    path: '/repos/:owner/:repo/contents/:path{.+}',
    need: { permission: 'contents', level: 'write' },
    handle: (request) => change(request, null, 0),
  },
] as const satisfies readonly Route[];

interface Entry {
  readonly path: string;
  readonly sha: string;
  readonly type: 'file' | 'dir' | 'symlink';
  readonly size: number;
}

function entryJson(
  state: State,
  repository: Repository,
  commit: string,
  { path, sha, type, size }: Entry,
): Record<string, unknown> {
  const url = `${repositoryUrl(state, repository)}/contents/${path}?ref=${commit}`;
  const kind = type === 'dir' ? 'tree' : 'blob';
  const gitUrl = `${repositoryUrl(state, repository)}/git/${kind}s/${sha}`;
  const html = `${state.url}/${repository.fullName}/${kind}/${commit}/${path}`;
  return {
    type,
    size,
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    url,
    git_url: gitUrl,
    html_url: html,
    download_url:
      type === 'dir' ? null : `${state.url}/${repository.fullName}/raw/${commit}/${path}`,
    _links: { self: url, git: gitUrl, html },
  };
}

async function folderJson(
  state: State,
  repository: Repository,
  commit: string,
  { path, sha: tree }: { readonly path: string; readonly sha: string },
): Promise<object> {
  const text = await repository.git.ofObjects(['ls-tree', '-z', '-l', tree]);
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode, type, sha = '', size = ''] = line.slice(0, tab).split(/ +/);
      return entryJson(state, repository, commit, {
        path: `${path}/${line.slice(tab + 1)}`,
        sha,
        type: typeOf(mode, type),
        size: Number(size) || 0,
      });
    });
}

function typeOf(mode: string | undefined, type: string | undefined): Entry['type'] {
  if (type === 'tree') return 'dir';
  return mode === linkMode ? 'symlink' : 'file';
}

/** Commits one file's new content, or its removal, on a branch. */
async function change(request: Request, blob: string | null, size: number) {
  const { hub, state, repository, actor, account, body } = request;
  const { git } = repository;
  const path = request.param('path');
  const branch = text(body, 'branch') ?? repository.defaultBranch;
  const ref = `refs/heads/${branch}`;
  return git.exclusively(async () => {
    const before = (await git.resolve(ref, 'commit')) ?? (await nothingYet(repository, branch));
    const current = before === noSha ? null : await git.resolve(`${before}:${path}`);
    requireCurrent(path, current, text(body, 'sha'), blob === null);
    const index = { GIT_INDEX_FILE: `${state.folder}/index-${state.nextId()}` };
    await git.run(['read-tree', before === noSha ? '--empty' : before], undefined, index);
    const update =
      blob === null
        ? ['update-index', '--force-remove', '--', path]
        : ['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`];
    await git.run(update, undefined, index);
    const tree = await git.run(['write-tree'], undefined, index);
    const after = await git.run(
      [
        'commit-tree',
        tree,
        ...(before === noSha ? [] : ['-p', before]),
        '-m',
        text(body, 'message') ?? '',
      ],
      undefined,
      identity(account.login, `${account.login}@users.noreply.github.com`, timestamp(state)),
    );
    await git.run(['update-ref', ref, after, before]);
    await refsChanged(hub, repository, actor, [{ ref, before, after }]);
    const commit = gitCommitJson(state, repository, found(await readCommit(repository, after)));
    const content =
      blob === null
        ? null
        : entryJson(state, repository, after, { path, sha: blob, type: 'file', size });
    return json({ content, commit }, current === null ? 201 : 200);
  });
}

/** The first commit of an empty repository begins its default branch. Throws 404 for any other that is not there. */
async function nothingYet({ git, defaultBranch }: Repository, branch: string): Promise<string> {
  const refs = await readRefs(git);
  if (refs.size > 0 || branch !== defaultBranch) throw notFound();
  return noSha;
}

/** GitHub wants the sha of what is replaced, so that nobody's change is lost. */
function requireCurrent(
  path: string,
  current: string | null,
  given: string | null,
  removes: boolean,
): void {
  if (current === null && removes) throw new HttpError(404, 'Not Found');
  if (current !== null && given === null) {
    throw invalid(`Invalid request.\n\n"sha" wasn't supplied.`);
  }
  if (given !== null && given !== current) {
    throw new HttpError(409, `${path} does not match ${given}`);
  }
}
