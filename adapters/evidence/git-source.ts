import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../../core/errors.ts';
import { ledgerBranch, parseLedgerPath } from '../../core/ledger/path.ts';
import type { StoredEntry } from '../github/stored-entry.ts';
import { asStored, readBlobs } from './git-blobs.ts';
import { type EvidenceSource, largestDocumentBytes, type Ledger } from './source.ts';

const execute = promisify(execFile);
const refs = [`refs/remotes/origin/${ledgerBranch}`, `refs/heads/${ledgerBranch}`] as const;
const mostListedBytes = 256 * 1024 * 1024;

/** Evidence from a clone, without a network. Throws an InputError when the folder is none. */
export async function gitSource(folder: string): Promise<EvidenceSource> {
  if ((await git(folder, 'rev-parse', '--git-dir')) === null) {
    throw new InputError(
      'no-clone',
      `${folder} is not a clone of a repository: name one by --ledger, or a repository at GitHub by --repository.`,
    );
  }
  return {
    name: `the branch ${ledgerBranch} of the clone`,
    ledger: () => readLedger(folder),
    texts: async (entries) => {
      const blobs = await readBlobs(
        folder,
        entries.map(({ blob }) => blob),
      );
      return blobs.map((bytes) => bytes.toString('utf8'));
    },
    async lineage(commit) {
      const line = await git(folder, 'rev-list', '--parents', '--max-count=1', commit, '--');
      if (line === null) return null;
      const [, ...parents] = line.toString('utf8').trim().split(' ');
      return { parents, mergedHeads: null };
    },
    file: (commit, path) => git(folder, 'cat-file', 'blob', `${commit}:${path}`),
    attached: () =>
      Promise.resolve({
        documents: [],
        packageNow: null,
        missing: [
          'Signatures, and other files of the release: a clone does not hold them; they were not looked for. Make the folder with --repository to have them too.',
        ],
      }),
  };
}

/** Whether a folder is a clone that has a ledger. */
export async function hasLedger(folder: string): Promise<boolean> {
  return (await ledgerCommit(folder)) !== null;
}

async function readLedger(folder: string): Promise<Ledger | null> {
  const commit = await ledgerCommit(folder);
  if (commit === null) return null;
  const listing = await git(folder, 'ls-tree', '-r', '-z', '--full-tree', commit);
  if (listing === null) return null;
  const entries = listing.toString('utf8').split('\0').flatMap(entryOf);
  return { commit, entries: entries.sort(byTime) };
}

async function ledgerCommit(folder: string): Promise<string | null> {
  for (const ref of refs) {
    const found = await git(folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
    if (found !== null) return found.toString('utf8').trim();
  }
  return null;
}

/** One line of `git ls-tree -z`: mode, type and blob, a tab, the path. */
function entryOf(line: string): readonly StoredEntry[] {
  const [, blob, path] = /^100[0-7]{3} blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? [];
  if (blob === undefined || path === undefined) return [];
  const entry = parseLedgerPath(path);
  return entry === null ? [] : [{ ...entry, blob }];
}

function byTime(a: StoredEntry, b: StoredEntry): number {
  return `${a.time} ${a.path}` < `${b.time} ${b.path}` ? -1 : 1;
}

/** What git answers; null when it refuses, or the answer is too large. */
async function git(folder: string, ...args: readonly string[]): Promise<Buffer | null> {
  const isFile = args[0] === 'cat-file';
  try {
    const { stdout } = await execute('git', [...args], {
      cwd: folder,
      env: asStored(),
      encoding: 'buffer',
      maxBuffer: isFile ? largestDocumentBytes : mostListedBytes,
      windowsHide: true,
    });
    return stdout;
  } catch {
    return null;
  }
}
