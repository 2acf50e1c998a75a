import { nodeId } from '../node-id.ts';
import type { Repository, State } from '../state.ts';
import { accountJson } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** A commit as git tells it. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

const format = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

const log = ['log', '-z', `--format=${format}`] as const;

/** Reads commits, newest first, from where digests stand. */
export async function readCommits(
  repository: Repository,
  args: readonly string[],
): Promise<readonly Commit[]> {
  return parse(await repository.git.ofObjects([...log, ...args]));
}

function parse(text: string): readonly Commit[] {
  const fields = text === '' ? [] : text.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + 9 < fields.length; at += 10) {
    const [
      sha = '',
      tree = '',
      parents = '',
      an = '',
      ae = '',
      ai = '',
      cn = '',
      ce = '',
      ci = '',
      message = '',
    ] = fields.slice(at, at + 10);
    commits.push({
      sha,
      tree,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      author: { name: an, email: ae, date: utc(ai) },
      committer: { name: cn, email: ce, date: utc(ci) },
      message: message.trimEnd(),
    });
  }
  return commits;
}

/** One commit; null when the name stands for none. */
export async function readCommit(repository: Repository, name: string): Promise<Commit | null> {
  const object = await repository.git.read(`${name}^{commit}`);
  return object === null ? null : parseObject(object.sha, object.bytes.toString('utf8'));
}

/** A commit as git stores it: lines of a key and a value, of which one may go on after a space; then the message. */
function parseObject(sha: string, text: string): Commit {
  const end = text.indexOf('\n\n');
  const fields = text.slice(0, end).split('\n');
  const values = (key: string): readonly string[] =>
    fields.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    sha,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: person(values('author')[0] ?? ''),
    committer: person(values('committer')[0] ?? ''),
    message: text.slice(end + 2).trimEnd(),
  };
}

/** `Ada <ada@example.org> 1700000000 +0100`. */
function person(text: string): Person {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*)> (\d+)/.exec(text) ?? [];
  return { name, email, date: utc(new Date(Number(seconds) * 1000).toISOString()) };
}

function utc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const unverified = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

/** A commit as `GET /repos/{owner}/{repo}/commits` shows it. */
export function commitJson(
  state: State,
  repository: Repository,
  commit: Commit,
): Record<string, unknown> {
  const url = repositoryUrl(state, repository);
  const html = `${state.url}/${repository.fullName}/commit/${commit.sha}`;
  const account = ({ email }: Person): unknown => {
    const known = state.accounts.get(loginOf(email));
    return known === undefined ? null : accountJson(state, known);
  };
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: html,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      verification: unverified,
    },
    author: account(commit.author),
    committer: account(commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${state.url}/${repository.fullName}/commit/${sha}`,
    })),
  };
}

/** A commit as git's own database has it: `GET /repos/{owner}/{repo}/git/commits/{sha}`. */
export function gitCommitJson(
  state: State,
  repository: Repository,
  commit: Commit,
): Record<string, unknown> {
  const url = repositoryUrl(state, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${state.url}/${repository.fullName}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${state.url}/${repository.fullName}/commit/${sha}`,
    })),
    verification: unverified,
  };
}

/** A commit as payloads name the head of something. */
export function headCommitJson({ sha, tree, message, author, committer }: Commit): object {
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: committer.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

/** A commit as the payload of a push lists it. */
export async function commitPayload(
  state: State,
  repository: Repository,
  sha: string,
): Promise<Record<string, unknown>> {
  const commit = await readCommit(repository, sha);
  if (commit === null) throw new TypeError(`No commit ${sha}.`);
  const status = await repository.git.ofObjects([
    'diff-tree',
    '--root',
    '--no-commit-id',
    '--no-renames',
    '--name-status',
    '-r',
    '-z',
    sha,
  ]);
  const files = (letter: string): string[] => filesOf(status, letter);
  return {
    id: sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${state.url}/${repository.fullName}/commit/${sha}`,
    author: pusher(commit.author),
    committer: pusher(commit.committer),
    added: files('A'),
    removed: files('D'),
    modified: files('M'),
  };
}

function pusher({ name, email }: Person): object {
  return { name, email, username: loginOf(email) };
}

function filesOf(status: string, letter: string): string[] {
  const fields = status.split('\0');
  return fields.filter((_, at) => at % 2 === 1 && fields[at - 1] === letter);
}

/** `login@users.noreply.github.com`, or `id+login@…` as apps commit. */
function loginOf(email: string): string {
  return email.split('@')[0]?.replace(/^\d+\+/, '') ?? '';
}
