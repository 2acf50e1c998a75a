import { RefusedError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { Followed } from '../store.ts';
import { aliasedVersion, environmentAlias, removeAlias, setAlias } from './alias.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import { findVersions } from './version.ts';

/** Lets an environment's alias lead to a version. A new champion ends the challenge, whose alias goes. */
export async function followVersion(
  client: Client,
  record: Readonly<VersionRecord>,
  followed: Followed,
): Promise<void> {
  const { name } = record.package;
  const { environment, role, ended = false } = followed;
  const alias = environmentAlias(followed);
  const [version] = await patiently(client, () => findVersions(client, record));
  if (version === undefined) {
    throw new RefusedError(
      'mlflow-no-version',
      `${name} has no version ${record.tag} at the MLflow server ${client.server.base}: somebody deleted it there. Promote another version.`,
    );
  }
  if (ended) {
    // It may lead to another one by now.
    const current = await aliasedVersion(client, name, alias);
    if (current === version.number) await removeAlias(client, name, alias);
    return;
  }
  await setAlias(client, name, alias, version);
  if (role === 'challenger') return;
  await removeAlias(client, name, environmentAlias({ environment, role: 'challenger' }));
}
