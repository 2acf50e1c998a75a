import type { VersionRecord } from '../../schemas/types.ts';
import { packageProblem } from '../github/release-assets.ts';
import type { GitHubRepository } from '../github/repository.ts';
import { remoteStores } from './index.ts';
import type { StoreAccess } from './registry.ts';
import { tagProblem } from './tag-problem.ts';

/**
 * Why a version's name or its bytes are not what was registered, wherever the bytes lie; null when they are. No byte of
 * the model is fetched.
 */
export async function bytesProblem(
  repository: GitHubRepository,
  record: Readonly<VersionRecord>,
  access: StoreAccess,
): Promise<string | null> {
  const name = await tagProblem(repository, record);
  if (name !== null) return name.sentence;
  const remote = remoteStores.find(({ type }) => type === record.registry);
  if (remote === undefined) return packageProblem(repository, record);
  return remote.open(access, { type: record.registry }).problem(record);
}
