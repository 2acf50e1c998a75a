import { RefusedError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { environmentAlias, type Role } from './alias.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import { findVersions, removeAlias, setAlias } from './version.ts';

/** Lets an environment's alias lead to a version. A new champion ends the challenge, whose alias goes. */
export async function followVersion(
  client: Client,
  record: Readonly<VersionRecord>,
  { environment, role }: Role,
): Promise<void> {
  const { name } = record.package;
  const [version] = await patiently(client, () => findVersions(client, record));
  if (version === undefined) {
    throw new RefusedError(
      'mlflow-no-version',
      `${name} has no version ${record.tag} at the MLflow server ${client.server.base}: somebody deleted it there. Promote another version.`,
    );
  }
  await setAlias(client, name, environmentAlias({ environment, role }), version);
  if (role === 'challenger') return;
  await removeAlias(client, name, environmentAlias({ environment, role: 'challenger' }));
}
