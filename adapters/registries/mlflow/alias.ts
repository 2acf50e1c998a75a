import type { VersionRecord } from '../../../schemas/types.ts';
import type { Followed } from '../store.ts';
import { wholeNumber, within } from './answers.ts';
import { ask, told } from './ask.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import type { ModelVersion } from './version.ts';

/** How MLflow says that there is no such alias. */
const aliasMissing = ['RESOURCE_DOES_NOT_EXIST', 'INVALID_PARAMETER_VALUE'];

/** The alias of a version, such as `v1-2-0`: MLflow takes no dots, and has `v1` for itself. */
export function versionAlias({ version }: Pick<VersionRecord, 'version'>): string {
  return `v${version.replaceAll('.', '-')}`;
}

/**
 * The alias of what an environment holds: its name, or that with `-challenger`. MLflow keeps `latest` and `v1` for
 * itself, and a version or a challenger may have a name like `v1-2-0` or `staging-challenger`: environments that are
 * called so get `environment-` before theirs.
 */
export function environmentAlias({ environment, role }: Omit<Followed, 'ended'>): string {
  const isTaken = /^(latest|v\d+(-\d+-\d+)?)$|^environment-|-challenger$/.test(environment);
  const name = isTaken ? `environment-${environment}` : environment;
  return role === 'champion' ? name : `${name}-challenger`;
}

/** Lets an alias lead to a version; another that it led to loses it. */
export async function setAlias(
  client: Client,
  name: string,
  alias: string,
  { number }: Pick<ModelVersion, 'number'>,
): Promise<void> {
  await patiently(client, () =>
    told(client, {
      doing: `the alias ${alias}`,
      endpoint: 'POST mlflow/registered-models/alias',
      arguments: { name, alias, version: String(number) },
    }),
  );
}

/** Takes an alias away; one that is not there stays away. */
export async function removeAlias(client: Client, name: string, alias: string): Promise<void> {
  await patiently(client, () =>
    ask(
      client,
      {
        doing: `the alias ${alias}`,
        endpoint: 'DELETE mlflow/registered-models/alias',
        arguments: { name, alias },
      },
      aliasMissing,
    ),
  );
}

/** The number of the version that an alias leads to; null when there is none. */
export async function aliasedVersion(
  client: Client,
  name: string,
  alias: string,
): Promise<number | null> {
  const question = {
    doing: `the alias ${alias}`,
    endpoint: 'GET mlflow/registered-models/alias',
    arguments: { name, alias },
  } as const;
  const answer = await patiently(client, () => ask(client, question, aliasMissing));
  return answer.kind === 'done'
    ? wholeNumber(within(answer.value, 'model_version', 'version'))
    : null;
}
