import { identity } from '../git/git.ts';
import { gitCommitJson, readCommit } from '../json/commit.ts';
import { repositoryUrl } from '../json/repository.ts';
import { nodeId } from '../node-id.ts';
import {
  created,
  found,
  invalid,
  json,
  notFound,
  type Request,
  type Route,
  text,
} from '../route.ts';
import { type Repository, type State, timestamp } from '../state.ts';
import { accountOfActor } from '../auth.ts';

const read = { permission: 'contents', level: 'read' } as const;
const write = { permission: 'contents', level: 'write' } as const;

/** `/repos/{owner}/{repo}/git`: blobs, trees, commits and tags as git stores them. */
export const gitData = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/git/blobs',
    need: write,
    async handle({ state, repository, body }) {
      const content = text(body, 'content') ?? '';
      const bytes = Buffer.from(content, text(body, 'encoding') === 'base64' ? 'base64' : 'utf8');
      const sha = await repository.git.run(['hash-object', '-w', '--stdin'], bytes);
      return created({ sha, url: `${repositoryUrl(state, repository)}/git/blobs/${sha}` });
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/blobs/:sha',
    need: read,
    async handle({ state, repository, param }) {
      const { sha, bytes } = found(await repository.git.read(`${param('sha')}^{blob}`));
      return json({
        sha,
        node_id: nodeId('Blob', sha),
        size: bytes.length,
        url: `${repositoryUrl(state, repository)}/git/blobs/${sha}`,
        content: bytes.toString('base64'),
        encoding: 'base64',
      });
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/git/trees',
    need: write,
    async handle(request) {
      const { state, repository } = request;
      return created(await treeJson(state, repository, await writeTree(request), false));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/trees/:sha{.+}',
    need: read,
    async handle({ state, repository, param, query }) {
      const sha = await objectOf(repository, param('sha'), 'tree');
      return json(await treeJson(state, repository, sha, query.has('recursive')));
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/git/commits',
    need: write,
    async handle(request) {
      const { state, repository } = request;
      const sha = await writeCommit(request);
      return created(gitCommitJson(state, repository, found(await readCommit(repository, sha))));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/commits/:sha',
    need: read,
    async handle({ state, repository, param }) {
      const sha = await objectOf(repository, param('sha'), 'commit');
      return json(gitCommitJson(state, repository, found(await readCommit(repository, sha))));
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/git/tags',
    need: write,
    async handle(request) {
      const { state, repository, body, account } = request;
      const object = text(body, 'object') ?? '';
      const type = text(body, 'type') ?? 'commit';
      await objectOf(repository, object, type).catch(() => {
        throw invalid('Object does not exist');
      });
      const seconds = Math.floor(state.now().getTime() / 1000);
      const email = `${account.login}@users.noreply.github.com`;
      const content = `object ${object}\ntype ${type}\ntag ${text(body, 'tag')}\ntagger ${account.login} <${email}> ${seconds} +0000\n\n${text(body, 'message')}\n`;
      const sha = await repository.git.run(['mktag'], content);
      return created(await tagJson(state, repository, sha));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/tags/:sha',
    need: read,
    async handle({ state, repository, param }) {
      const sha = await objectOf(repository, param('sha'), 'tag');
      return json(await tagJson(state, repository, sha));
    },
  },
] as const satisfies readonly Route[];

async function objectOf(repository: Repository, name: string, type: string): Promise<string> {
  return found(await repository.git.resolve(name, type));
}

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null | undefined;
  readonly content: string | undefined;
}

/** Writes a tree through an index of its own; a null sha takes a path out. */
async function writeTree({ state, repository, body }: Request): Promise<string> {
  const { git } = repository;
  const index = { GIT_INDEX_FILE: `${state.folder}/index-${state.nextId()}` };
  const base = text(body, 'base_tree');
  if (base !== null) {
    const tree = await git.resolve(base, 'tree');
    if (tree === null) throw invalid('tree.base_tree is not a tree');
    await git.run(['read-tree', tree], undefined, index);
  }
  for (const entry of body['tree'] as readonly TreeEntry[]) {
    if (entry.sha === null) {
      await git.run(['update-index', '--force-remove', '--', entry.path], undefined, index);
      continue;
    }
    const sha =
      entry.content === undefined
        ? (entry.sha ?? '')
        : await git.run(['hash-object', '-w', '--stdin'], entry.content);
    if ((await git.resolve(sha)) === null) throw invalid(`tree.sha ${sha} is not a valid blob`);
    const info = `${entry.mode},${sha},${entry.path}`;
    await git.run(['update-index', '--add', '--cacheinfo', info], undefined, index);
  }
  return git.run(['write-tree'], undefined, index);
}

async function treeJson(
  state: State,
  repository: Repository,
  sha: string,
  recursive: boolean,
): Promise<object> {
  const url = repositoryUrl(state, repository);
  const flags = recursive ? ['-r', '-t'] : [];
  const text = await repository.git.ofObjects(['ls-tree', '-z', '-l', ...flags, sha]);
  const tree = text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', object = '', size = ''] = line.slice(0, tab).split(/ +/);
      const blob = type === 'blob' ? { size: Number(size) } : {};
      return {
        path: line.slice(tab + 1),
        mode,
        type,
        sha: object,
        ...blob,
        url: `${url}/git/${type}s/${object}`,
      };
    });
  return { sha, url: `${url}/git/trees/${sha}`, tree, truncated: false };
}

async function writeCommit({ state, repository, body, actor }: Request): Promise<string> {
  const { git } = repository;
  const tree = text(body, 'tree') ?? '';
  if ((await git.resolve(tree, 'tree')) === null) throw invalid('Tree SHA does not exist');
  const parents = (body['parents'] ?? []) as readonly string[];
  for (const parent of parents) {
    if ((await git.resolve(parent, 'commit')) === null) {
      throw invalid('Parent SHA does not exist or is not a commit object');
    }
  }
  const account = accountOfActor(actor);
  if (account === null) throw notFound();
  const author = body['author'] as { name?: string; email?: string; date?: string } | undefined;
  const email =
    account.type === 'Bot'
      ? `${account.id}+${account.login}@users.noreply.github.com`
      : `${account.login}@users.noreply.github.com`;
  return git.run(
    ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
    text(body, 'message') ?? '',
    identity(
      author?.name ?? account.login,
      author?.email ?? email,
      author?.date ?? timestamp(state),
    ),
  );
}

async function tagJson(state: State, repository: Repository, sha: string): Promise<object> {
  const url = repositoryUrl(state, repository);
  const raw = found(await repository.git.read(sha))
    .bytes.toString('utf8')
    .trimEnd();
  const end = raw.indexOf('\n\n');
  const fields = new Map(
    raw
      .slice(0, end)
      .split('\n')
      .map((line): [string, string] => [
        line.slice(0, line.indexOf(' ')),
        line.slice(line.indexOf(' ') + 1),
      ]),
  );
  const object = fields.get('object') ?? '';
  const type = fields.get('type') ?? '';
  const [, name = '', email = '', seconds = '0'] =
    /^(.*) <(.*)> (\d+)/.exec(fields.get('tagger') ?? '') ?? [];
  return {
    node_id: nodeId('Tag', sha),
    sha,
    url: `${url}/git/tags/${sha}`,
    tag: fields.get('tag') ?? '',
    message: raw.slice(end + 2),
    tagger: {
      name,
      email,
      date: new Date(Number(seconds) * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    },
    object: { type, sha: object, url: `${url}/git/${type}s/${object}` },
    verification: {
      verified: false,
      reason: 'unsigned',
      signature: null,
      payload: null,
      verified_at: null,
    },
  };
}
