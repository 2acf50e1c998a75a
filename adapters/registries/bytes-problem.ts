import type { VersionRecord } from '../../schemas/types.ts';
import { packageProblem } from '../github/release-assets.ts';
import type { GitHubRepository } from '../github/repository.ts';
import { remoteStores } from './index.ts';
import type { StoreAccess } from './registry.ts';

/** Why a version's bytes are not what was registered, wherever they lie; null when they are. Nothing is fetched. */
export async function bytesProblem(
  repository: GitHubRepository,
  record: Readonly<VersionRecord>,
  access: StoreAccess,
): Promise<string | null> {
  const remote = remoteStores.find(({ type }) => type === record.registry);
  if (remote === undefined) return packageProblem(repository, record);
  return remote.open(access, { type: record.registry }).problem(record);
}
