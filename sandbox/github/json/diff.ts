import { createHash } from 'node:crypto';
import type { Repository, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';

/** GitHub leaves out patches of large files. */
const longestPatch = 30_000;

const statuses: Readonly<Record<string, string>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  T: 'changed',
};

/** The files that differ between two commits, as pull requests and comparisons list them; renames are shown as both. */
export async function filesJson(
  state: State,
  repository: Repository,
  base: string,
  head: string,
): Promise<readonly Record<string, unknown>[]> {
  const { git } = repository;
  const raw = await git.ofObjects([
    'diff',
    '--raw',
    '--no-renames',
    '--no-abbrev',
    '-z',
    base,
    head,
  ]);
  const fields = raw.split('\0').filter((field) => field !== '');
  const files: Record<string, unknown>[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, , before = '', after = '', letter = 'M'] = (fields[at] ?? '').split(' ');
    const path = fields[at + 1] ?? '';
    const removed = letter === 'D';
    files.push({
      sha: removed ? before : after,
      filename: path,
      status: statuses[letter] ?? 'modified',
      ...(await patchOf(repository, base, head, path)),
      blob_url: `${state.url}/${repository.fullName}/blob/${head}/${path}`,
      raw_url: `${state.url}/${repository.fullName}/raw/${head}/${path}`,
      contents_url: `${repositoryUrl(state, repository)}/contents/${encodeURIComponent(path)}?ref=${head}`,
    });
  }
  return files;
}

async function patchOf(
  repository: Repository,
  base: string,
  head: string,
  path: string,
): Promise<object> {
  const text = await repository.git.ofObjects(['diff', '--no-renames', base, head, '--', path]);
  const start = text.indexOf('\n@@');
  const patch = start < 0 ? '' : text.slice(start + 1);
  const lines = patch.split('\n');
  const additions = lines.filter((line) => line.startsWith('+')).length;
  const deletions = lines.filter((line) => line.startsWith('-')).length;
  return {
    additions,
    deletions,
    changes: additions + deletions,
    ...(patch === '' || patch.length > longestPatch ? {} : { patch }),
  };
}

/** The sha that git gives to a file of these bytes. */
export function blobSha(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
