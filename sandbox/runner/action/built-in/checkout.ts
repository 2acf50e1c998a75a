import path from 'node:path';
import { InputError } from '../../../../core/errors.ts';
import type { ActionFacts, ActionToolkit, BuiltInAction } from './contract.ts';

/** Inputs that only the real action understands, with the one value that changes nothing. */
const ONLY_AS_DEFAULT = { submodules: 'false', lfs: 'false', 'sparse-checkout': '', filter: '' };

/** Every branch and tag. */
const EVERYTHING = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];

interface Wanted {
  /** What is fetched: a full commit SHA or a ref. */
  readonly source: string;
  /** Where the remote's state is kept locally. */
  readonly tracking: string;
  /** The branch that is checked out; without one the head is detached. */
  readonly branch: string | undefined;
}

function wanted(ref: string, sha: string): Wanted {
  const source = sha === '' ? ref : sha;
  if (ref.startsWith('refs/heads/')) {
    const branch = ref.slice('refs/heads/'.length);
    return { source, tracking: `refs/remotes/origin/${branch}`, branch };
  }
  if (ref.startsWith('refs/pull/')) {
    const tracking = `refs/remotes/pull/${ref.slice('refs/pull/'.length)}`;
    return { source, tracking, branch: undefined };
  }
  if (ref.startsWith('refs/tags/')) return { source, tracking: ref, branch: undefined };
  return { source, tracking: 'refs/remotes/origin/HEAD-fetched', branch: undefined };
}

function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}

/** What the step asks for: its `ref`, else what started the run. */
async function select(
  toolkit: ActionToolkit,
  facts: ActionFacts,
  repository: string,
  listed: () => Promise<readonly string[]>,
): Promise<Wanted> {
  const ref = toolkit.input('ref');
  if (/^[0-9a-f]{40}$/.test(ref)) return wanted('', ref);
  if (ref.startsWith('refs/')) return wanted(ref, '');
  if (ref === '' && repository.toLowerCase() === facts.repository.toLowerCase()) {
    return wanted(facts.ref, facts.sha);
  }
  if (ref === '') return wanted('HEAD', '');
  // A short name is a branch, or else a tag.
  const refs = await listed();
  const full = [`refs/heads/${ref}`, `refs/tags/${ref}`].find((name) => refs.includes(name));
  if (full !== undefined) return wanted(full, '');
  throw new InputError('checkout', `${repository} has no branch and no tag \`${ref}\`.`);
}

async function run(toolkit: ActionToolkit, facts: ActionFacts): Promise<void> {
  for (const [name, only] of Object.entries(ONLY_AS_DEFAULT)) {
    if (toolkit.input(name) !== only) {
      throw new InputError(
        'checkout',
        `The local runner's checkout does not do \`${name}: ${toolkit.input(name)}\`.`,
      );
    }
  }
  const repository = toolkit.input('repository') || facts.repository;
  const token = toolkit.input('token') || facts.token;
  const folder = path.resolve(toolkit.workspace, toolkit.input('path'));
  if (folder !== toolkit.workspace && !folder.startsWith(toolkit.workspace + path.sep)) {
    throw new InputError('checkout', `\`path: ${toolkit.input('path')}\` leaves the workspace.`);
  }
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  toolkit.addMask(token);
  toolkit.addMask(basic);
  const url = `${facts.gitUrl}/${repository}.git`;
  const header = `http.${facts.gitUrl}/.extraheader`;
  const git = (...parameters: readonly string[]): Promise<void> =>
    toolkit.execute('git', '-C', folder, ...parameters);
  await toolkit.execute('git', 'init', '--quiet', '--initial-branch', 'main', folder);
  await git('config', '--local', 'gc.auto', '0');
  // What lies in the folder already goes, as with the real action.
  if (isTrue(toolkit.input('clean'))) await git('clean', '-ffdxq');
  await git('config', '--local', '--replace-all', 'remote.origin.url', url);
  await git('config', '--local', '--replace-all', header, `AUTHORIZATION: basic ${basic}`);
  const want = await select(toolkit, facts, repository, async () => {
    const text = await toolkit.read(
      'git',
      '-C',
      folder,
      'ls-remote',
      '--heads',
      '--tags',
      'origin',
    );
    return text.split('\n').map((line) => line.split('\t')[1] ?? '');
  });
  const depth = Number(toolkit.input('fetch-depth'));
  const fetch = (...parameters: readonly string[]): Promise<void> =>
    git('-c', 'protocol.version=2', 'fetch', '--no-recurse-submodules', '--quiet', ...parameters);
  const tags = isTrue(toolkit.input('fetch-tags')) ? '--tags' : '--no-tags';
  if (depth > 0)
    await fetch(tags, `--depth=${depth}`, 'origin', `+${want.source}:${want.tracking}`);
  else {
    // Apart, for git refuses to fetch a branch and its commit into the same place at once.
    await fetch('--prune', '--no-tags', 'origin', ...EVERYTHING);
    await fetch('--no-tags', 'origin', `+${want.source}:${want.tracking}`);
  }
  await (want.branch === undefined
    ? git('checkout', '--quiet', '--force', '--detach', want.tracking)
    : git('checkout', '--quiet', '--force', '-B', want.branch, want.tracking));
  if (!isTrue(toolkit.input('persist-credentials'))) {
    await git('config', '--local', '--unset-all', header);
  }
  toolkit.setOutput('ref', toolkit.input('ref') || facts.ref);
  const commit = await toolkit.read('git', '-C', folder, 'rev-parse', 'HEAD');
  toolkit.setOutput('commit', commit.trim());
}

/** Takes the token out of the checked-out repository, as the real action does when the job ends. */
async function post(toolkit: ActionToolkit, facts: ActionFacts): Promise<void> {
  if (!isTrue(toolkit.input('persist-credentials'))) return;
  const folder = path.resolve(toolkit.workspace, toolkit.input('path'));
  const header = `http.${facts.gitUrl}/.extraheader`;
  await toolkit.execute('git', '-C', folder, 'config', '--local', '--unset-all', header);
}

/** `actions/checkout`: fetches what started the run from the embedded GitHub, with the job's token. */
export const checkout: BuiltInAction = {
  name: 'actions/checkout',
  inputs: {
    repository: '',
    ref: '',
    token: '',
    path: '',
    clean: 'true',
    'fetch-depth': '1',
    'fetch-tags': 'false',
    'show-progress': 'true',
    'persist-credentials': 'true',
    'set-safe-directory': 'true',
    ...ONLY_AS_DEFAULT,
  },
  run,
  post,
};
