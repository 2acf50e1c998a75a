import { AssayError, UnavailableError } from '../../core/errors.ts';
import type { StoredBytes } from '../../core/version/stored-bytes.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { packageProblem } from '../github/release-assets.ts';
import type { GitHubRepository } from '../github/repository.ts';
import { remoteStores } from './index.ts';
import type { StoreAccess } from './registry.ts';
import type { Store } from './store.ts';
import { tagProblem } from './tag-problem.ts';

/** How a store beside GitHub is asked of a version. */
type Look = (store: Store, record: Readonly<VersionRecord>) => Promise<StoredBytes>;

/**
 * Whether a version's name and its bytes are what was registered, by what their registry states; no byte of the model is
 * fetched. A registry beside GitHub that does not answer is an answer too. Throws where GitHub does not.
 */
export function statedBytes(
  repository: GitHubRepository,
  record: Readonly<VersionRecord>,
  access: StoreAccess,
): Promise<StoredBytes> {
  return look(repository, record, access, stated);
}

/** The same, and the contents are compared where the registry states no digests, as far as they are not too many. */
export function comparedBytes(
  repository: GitHubRepository,
  record: Readonly<VersionRecord>,
  access: StoreAccess,
): Promise<StoredBytes> {
  return look(repository, record, access, compared);
}

async function look(
  repository: GitHubRepository,
  record: Readonly<VersionRecord>,
  access: StoreAccess,
  how: Look,
): Promise<StoredBytes> {
  const name = await tagProblem(repository, record);
  if (name !== null) return { kind: 'wrong', sentence: name.sentence };
  const remote = remoteStores.find(({ type }) => type === record.registry);
  if (remote === undefined) return bytesWith(await packageProblem(repository, record));
  try {
    return await how(remote.open(access, { type: record.registry }), record);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    const sentence = `The bytes of ${record.tag} could not be verified. ${error.message}`;
    return { kind: 'unknown', sentence, again: error instanceof UnavailableError };
  }
}

async function stated(store: Store, record: Readonly<VersionRecord>): Promise<StoredBytes> {
  const problem = await store.problem(record);
  if (problem !== null || store.statesDigests) return bytesWith(problem);
  const sentence = `${record.tag} is there: the names and sizes of its files are those that were registered. Their contents were not compared, since its registry states no digests.`;
  return { kind: 'uncompared', sentence };
}

async function compared(store: Store, record: Readonly<VersionRecord>): Promise<StoredBytes> {
  const problem = await store.problem(record);
  if (problem !== null) return bytesWith(problem);
  const found = await store.compare(record);
  switch (found.kind) {
    case 'same':
      return { kind: 'verified' };
    case 'other':
      return { kind: 'wrong', sentence: found.sentence };
    case 'unread':
      return { kind: 'uncompared', sentence: found.sentence };
    default:
      return found satisfies never;
  }
}

function bytesWith(problem: string | null): StoredBytes {
  return problem === null ? { kind: 'verified' } : { kind: 'wrong', sentence: problem };
}
