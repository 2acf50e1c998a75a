import type { RecordKind } from '../../../core/record/kinds.ts';
import type { GitHubWorld } from './world.ts';
import type { TestRepository } from './repository.ts';

/** What a reader sees of a repository, read over the API. */

export interface SeenCheck {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** The check runs `assay` at a commit, every one of them. */
export async function checksAt(
  { world, at }: TestRepository,
  commit: string,
): Promise<readonly SeenCheck[]> {
  const { data } = await world.as('reader').rest.checks.listForRef({
    ...at,
    ref: commit,
    check_name: 'assay',
    filter: 'all',
  });
  return data.check_runs.map(({ id, status, conclusion, output }) => ({
    id,
    status,
    conclusion,
    title: output.title ?? '',
    summary: output.summary ?? '',
    text: output.text ?? '',
  }));
}

/** The one check run `assay` at a commit. Throws unless there is exactly one. */
export async function checkAt(repository: TestRepository, commit: string): Promise<SeenCheck> {
  const [only, ...more] = await checksAt(repository, commit);
  if (only === undefined || more.length > 0) {
    throw new Error(`${more.length + Number(only !== undefined)} checks at ${commit}.`);
  }
  return only;
}

/** The text of the app's comments on an issue or pull request, oldest first. */
export async function comments(
  { world, at }: TestRepository,
  number: number,
): Promise<readonly string[]> {
  const { data } = await world.as('reader').rest.issues.listComments({
    ...at,
    issue_number: number,
    per_page: 100,
  });
  return data.filter(({ user }) => user?.login === 'assay[bot]').map(({ body }) => body ?? '');
}

/** The app's one comment with a verdict. Throws unless there is exactly one. */
export async function verdictComment(repository: TestRepository, number: number): Promise<string> {
  const all = await comments(repository, number);
  const [only, ...more] = all.filter((body) => body.includes('<!-- assay:comment'));
  if (only === undefined || more.length > 0) throw new Error(`${all.length} comments.`);
  return only;
}

/** The paths of the ledger, sorted; none where there is no ledger. */
export async function ledgerPaths({ world, at }: TestRepository): Promise<readonly string[]> {
  const tree = await ledgerTree({ world, at });
  if (tree === null) return [];
  const { data } = await world
    .as('reader')
    .rest.git.getTree({ ...at, tree_sha: tree, recursive: 'true' });
  return data.tree.filter(({ type }) => type === 'blob').map(({ path }) => path);
}

/** The sha of the ledger's tree: the same content has the same. Null where there is no ledger. */
export async function ledgerTree({
  world,
  at,
}: Pick<TestRepository, 'world' | 'at'>): Promise<string | null> {
  const { data: branches } = await world.as('reader').rest.repos.listBranches({ ...at });
  const ledger = branches.find(({ name }) => name === 'assay/ledger');
  if (ledger === undefined) return null;
  const { data } = await world
    .as('reader')
    .rest.git.getCommit({ ...at, commit_sha: ledger.commit.sha });
  return data.tree.sha;
}

/** Every pull request from a branch of the app's, open and closed. */
export async function pullsFrom({ world, at }: TestRepository, branch: string) {
  const { data } = await world.as('reader').rest.pulls.list({ ...at, state: 'all' });
  return data.filter(({ head }) => head.ref === branch);
}

/** The text of a file at a commit or branch. */
export async function fileAt(
  { world, at }: { readonly world: GitHubWorld; readonly at: TestRepository['at'] },
  path: string,
  ref: string,
): Promise<string> {
  const { data } = await world.as('reader').rest.repos.getContent({
    ...at,
    path,
    ref,
    mediaType: { format: 'raw' },
  });
  const text: unknown = data;
  if (typeof text !== 'string') throw new TypeError(`${path} is no file.`);
  return text;
}

/** Every record of a kind in the ledger, oldest first. */
export async function ledgerRecords(
  repository: TestRepository,
  kind: RecordKind,
): Promise<readonly unknown[]> {
  const paths = await ledgerPaths(repository);
  const wanted = paths.filter((path) => path.startsWith(`${kind}/`));
  const texts = wanted.map((path) => fileAt(repository, path, 'assay/ledger'));
  return (await Promise.all(texts)).map((text): unknown => JSON.parse(text));
}

/** The commit that a branch is at. */
export async function branchHead({ world, at }: TestRepository, branch: string): Promise<string> {
  const { data } = await world.as('reader').rest.repos.getBranch({ ...at, branch });
  return data.commit.sha;
}
