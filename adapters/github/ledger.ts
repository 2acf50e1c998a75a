import { RefusedError } from '../../core/errors.ts';
import { ledgerBranch, ledgerPath, parseLedgerPath } from '../../core/ledger/path.ts';
import { readLedgerText } from '../../core/ledger/read-entry.ts';
import { recordId } from '../../core/record/digest.ts';
import {
  type AnyRecord,
  kindOf,
  type RecordKind,
  type Records,
  subjectOf,
} from '../../core/record/kinds.ts';
import type { StoredEntry } from './stored-entry.ts';
import { at, type GitHubRepository, orNull, statusOf } from './repository.ts';

export type { StoredEntry } from './stored-entry.ts';

/** Somebody else may append at the same moment. */
const attempts = 5;

/** Every entry of the ledger, oldest first; none where there is no ledger yet. What a commit holds is asked only once. */
export async function listLedger(repository: GitHubRepository): Promise<readonly StoredEntry[]> {
  const head = await ledgerHead(repository);
  if (head === null) return [];
  const { ledgers } = repository.memory;
  const known = ledgers.get(head);
  if (known !== undefined) return known;
  const entries = await readTree(repository, head);
  ledgers.set(head, entries);
  return entries;
}

/** The branch by its full name: a tag of the same name is not taken for it. */
export async function ledgerHead(repository: GitHubRepository): Promise<string | null> {
  const { git } = repository.octokit.rest;
  const ref = await orNull(git.getRef({ ...at(repository), ref: `heads/${ledgerBranch}` }));
  return ref?.data.object.sha ?? null;
}

async function readTree(
  repository: GitHubRepository,
  commit: string,
): Promise<readonly StoredEntry[]> {
  const { data } = await repository.octokit.rest.git.getTree({
    ...at(repository),
    tree_sha: commit,
    recursive: 'true',
  });
  if (data.truncated) {
    throw new RefusedError(
      'ledger-truncated',
      `The branch ${ledgerBranch} has more files than GitHub lists at once: move the records of models that are gone to another branch.`,
    );
  }
  return data.tree
    .flatMap(({ path, sha, type }) => {
      const entry = type === 'blob' ? parseLedgerPath(path) : null;
      return entry === null ? [] : [{ ...entry, blob: sha }];
    })
    .sort((a, b) => compareTexts(`${a.time} ${a.path}`, `${b.time} ${b.path}`));
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Reads an entry's record; null when it isn't what its path says: somebody has tampered with the branch. */
export async function readEntry<Kind extends RecordKind>(
  repository: GitHubRepository,
  entry: StoredEntry,
  kind: Kind,
): Promise<Readonly<Records[Kind]> | null> {
  const result = readLedgerText(await readEntryText(repository, entry), entry.path, kind);
  return result.ok ? result.value : null;
}

/** Reads an entry's text, whatever it is. */
export async function readEntryText(
  repository: GitHubRepository,
  { blob }: StoredEntry,
): Promise<string> {
  return blobText(repository, blob);
}

async function blobText(repository: GitHubRepository, sha: string): Promise<string> {
  const { blobs } = repository.memory;
  const known = blobs.get(sha);
  if (known !== undefined) return known;
  const { data } = await repository.octokit.rest.git.getBlob({ ...at(repository), file_sha: sha });
  const text = Buffer.from(data.content, 'base64').toString('utf8');
  blobs.set(sha, text);
  return text;
}

/**
 * Adds records to the ledger, each once; the branch is made where there is none. Never rewrites what is there. Records
 * of a newer minor version, of which we have dropped what we don't know, are not what they were and stay out.
 */
export async function appendToLedger(
  repository: GitHubRepository,
  records: readonly AnyRecord[],
): Promise<void> {
  const whole = records.filter((record) => recordId(record) === record.id);
  for (let attempt = 1; ; attempt += 1) {
    const known = new Set((await listLedger(repository)).map(({ path }) => path));
    const missing = whole.filter((record) => !known.has(ledgerPath(record)));
    if (missing.length === 0) return;
    try {
      await commitRecords(repository, missing);
      return;
    } catch (error) {
      if (statusOf(error) !== 422 || attempt === attempts) throw error;
    }
  }
}

async function commitRecords(
  repository: GitHubRepository,
  records: readonly AnyRecord[],
): Promise<void> {
  const { git } = repository.octokit.rest;
  const parent = await ledgerHead(repository);
  const { data: tree } = await git.createTree({
    ...at(repository),
    ...(parent === null ? {} : { base_tree: parent }),
    tree: records.map((record) => ({
      path: ledgerPath(record),
      mode: '100644',
      type: 'blob',
      content: `${JSON.stringify(record, null, 2)}\n`,
    })),
  });
  const { data: commit } = await git.createCommit({
    ...at(repository),
    message: messageOf(records),
    tree: tree.sha,
    parents: parent === null ? [] : [parent],
  });
  if (parent === null) {
    await git.createRef({ ...at(repository), ref: `refs/heads/${ledgerBranch}`, sha: commit.sha });
  } else {
    await git.updateRef({ ...at(repository), ref: `heads/${ledgerBranch}`, sha: commit.sha });
  }
}

function messageOf(records: readonly AnyRecord[]): string {
  const kinds = [...new Set(records.map(kindOf))].join(', ');
  const models = [...new Set(records.map(subjectOf))].join(', ');
  const commits = [...new Set(records.map(({ commit }) => commit.slice(0, 12)))].join(', ');
  return `Record ${kinds} of ${models} at ${commits}`;
}
