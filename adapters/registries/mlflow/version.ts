import { setTimeout as wait } from 'node:timers/promises';
import { InputError, RefusedError, UnavailableError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { listWithin, textWithin, wholeNumber, within } from './answers.ts';
import { ask, told } from './ask.ts';
import type { Client } from './client.ts';
import { tagFilters, tagList, type Tags } from './tags.ts';
import { patiently } from './patiently.ts';
import { finishedRun } from './run.ts';
import { placeOf } from './place.ts';

/** A version of MLflow's, as far as we know it. */
export interface ModelVersion {
  readonly number: number;
  readonly status: string;
  readonly source: string;
  readonly runId: string;
  readonly digest: string;
}

const digestTag = 'assay.digest';

/** The tags by which a version of ours is found among MLflow's. */
function namingTags({ repository, tag }: Readonly<VersionRecord>): Tags {
  return { 'assay.repository': repository, 'assay.tag': tag };
}

/** Throws an InputError for the name of a registered model that can't stand in a search. */
export function requireModelName(name: string): void {
  if (/^[^/:'"`\\\p{Cc}]{1,200}$/u.test(name)) return;
  throw new InputError(
    'mlflow-name',
    `registry.name ${JSON.stringify(name)} can't name a registered model: leave out /, :, \\ and quotation marks.`,
  );
}

/** MLflow's versions of one of ours, the oldest first: one, or several for a moment after two jobs at once. */
export async function findVersions(
  client: Client,
  record: Readonly<VersionRecord>,
): Promise<readonly ModelVersion[]> {
  const { name } = record.package;
  requireModelName(name);
  const filters = [`name = '${name}'`, ...tagFilters(namingTags(record))];
  const answer = await told(client, {
    doing: `the search for ${record.tag}`,
    endpoint: 'GET mlflow/model-versions/search',
    arguments: { filter: filters.join(' and '), max_results: 100 },
  });
  return listWithin(answer, 'model_versions')
    .map(versionOf)
    .filter((version) => version !== null)
    .toSorted((a, b) => a.number - b.number);
}

function versionOf(value: unknown): ModelVersion | null {
  const number = wholeNumber(within(value, 'version'));
  if (number === null) return null;
  const tags = listWithin(value, 'tags');
  const digest = tags.find((tag) => textWithin(tag, 'key') === digestTag);
  return {
    number,
    status: textWithin(value, 'status'),
    source: textWithin(value, 'source'),
    runId: textWithin(value, 'run_id'),
    digest: textWithin(digest, 'value'),
  };
}

/**
 * MLflow's version of one of ours, made unless it is there. Of two that were made at once the older stays, whoever
 * looks. Throws a RefusedError where another model stands under this version.
 */
export async function ensureVersion(
  client: Client,
  record: Readonly<VersionRecord>,
): Promise<ModelVersion> {
  const { id, source } = await finishedRun(client, placeOf(record));
  const version = await patiently(client, async () => {
    const found = await findVersions(client, record);
    if (found.length === 0) await createVersion(client, record, id, source);
    const [first, ...later] = found.length === 1 ? found : await findVersions(client, record);
    for (const one of later) await deleteVersion(client, record, one);
    return first;
  });
  const isOurs = version?.digest === record.artifact.digest && version.source === source;
  if (isOurs) return ready(client, record, version);
  throw new RefusedError(
    'mlflow-other-version',
    `The MLflow server at ${client.server.base} has another model than the registered one as ${record.tag} of ${record.package.name}: delete its version ${version?.number ?? ''} there, and run the job again.`,
  );
}

async function createVersion(
  client: Client,
  record: Readonly<VersionRecord>,
  runId: string,
  source: string,
): Promise<void> {
  const tags = {
    ...namingTags(record),
    [digestTag]: record.artifact.digest,
    'assay.version': record.version,
    'assay.commit': record.commit,
    'assay.fingerprint': record.fingerprint,
  };
  const create = (expected: readonly string[]) =>
    ask(
      client,
      {
        doing: `the version ${record.tag}`,
        endpoint: 'POST mlflow/model-versions/create',
        arguments: {
          name: record.package.name,
          source,
          run_id: runId,
          tags: tagList(tags),
          description: `${record.tag} of ${record.repository}, commit ${record.commit}. Its records are the assets of the GitHub release of that name.`,
        },
      },
      expected,
    );
  const made = await create(['RESOURCE_DOES_NOT_EXIST']);
  if (made.kind === 'done') return;
  await createModel(client, record.package.name);
  await create([]);
}

async function createModel(client: Client, name: string): Promise<void> {
  const question = {
    doing: `the registered model ${name}`,
    endpoint: 'POST mlflow/registered-models/create',
    arguments: { name },
  } as const;
  await ask(client, question, ['RESOURCE_ALREADY_EXISTS']);
}

async function deleteVersion(
  client: Client,
  record: Readonly<VersionRecord>,
  { number }: ModelVersion,
): Promise<void> {
  await ask(
    client,
    {
      doing: `the removal of a second ${record.tag}`,
      endpoint: 'DELETE mlflow/model-versions/delete',
      arguments: { name: record.package.name, version: String(number) },
    },
    ['RESOURCE_DOES_NOT_EXIST'],
  );
}

/** Some servers take a while until a version can be used. */
async function ready(
  client: Client,
  record: Readonly<VersionRecord>,
  version: ModelVersion,
): Promise<ModelVersion> {
  const until = Date.now() + client.patience.answer;
  let current = version;
  while (current.status === 'PENDING_REGISTRATION' && Date.now() < until) {
    await wait(500);
    const found = await patiently(client, () => findVersions(client, record));
    current = found.find(({ number }) => number === version.number) ?? current;
  }
  if (current.status === 'READY') return current;
  throw new UnavailableError(
    'mlflow-not-ready',
    `The version ${version.number} of ${record.package.name} at the MLflow server ${client.server.base} is ${current.status || 'in no state'} and not READY: look at the server's log, delete that version if it failed, and run the job again.`,
  );
}
