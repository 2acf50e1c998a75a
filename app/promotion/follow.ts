import { readFile } from '../../adapters/github/files.ts';
import { remoteStores } from '../../adapters/registries/index.ts';
import type { Followed } from '../../adapters/registries/store.ts';
import { AssayError } from '../../core/errors.ts';
import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';

/**
 * Lets the registry where a promoted version's bytes lie say, under its own names, what the environment now holds. What
 * is in production is what git says, so a failure is told to whoever runs the app and is no failure of the promotion; and
 * where git says something newer already, that is left to follow.
 */
export async function followPromotion(
  context: JobContext,
  version: Readonly<VersionRecord>,
  changed: ChangedEnvironment,
  followed: Pick<Followed, 'role' | 'ended'>,
): Promise<void> {
  const store = remoteStores.find(({ type }) => type === version.registry);
  if (store === undefined) return;
  const { environment } = changed;
  try {
    if (followed.role === 'champion' && !(await isHeldNow(context, version, changed))) return;
    const opened = store.open(context.stores, { type: version.registry });
    await opened.follow(version, { environment, ...followed });
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    context.warn(
      `${version.tag} was promoted to ${environment}, and its registry does not say so. ${error.message}`,
    );
  }
}

/** Whether the environment's desired state, as it is now, asks for this version. */
async function isHeldNow(
  { repository, defaultBranch }: JobContext,
  version: Readonly<VersionRecord>,
  { config, file }: ChangedEnvironment,
): Promise<boolean> {
  const text = await readFile(repository, file, `refs/heads/${defaultBranch}`);
  return text !== null && versionOfState(text, file, config, [version]) !== null;
}
