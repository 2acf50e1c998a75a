import { lockOf, pauseOf } from '../../adapters/github/holds.ts';
import { listLedger, readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import { modelOf } from '../../core/config/read.ts';
import { type ModelStatus, renderStatus } from '../../core/report/answers.ts';
import type { HoldRecord, ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { deployedVersion, readVersions } from '../../adapters/github/champion.ts';
import type { Command } from './command.ts';

/** Where each model stands. */
export const status: Command<'status'> = {
  name: 'status',
  async run({ context, config: read, arguments: { model: only } }) {
    const { repository } = context;
    const config = read();
    const models =
      only === null
        ? Object.entries(config.models)
        : [[only, modelOf(config, only, configPath)] as const];
    const ledger = await listLedger(repository);
    const rows = await Promise.all(
      models.map(([model, modelConfig]) => statusOf(context, ledger, model, modelConfig)),
    );
    return { done: true, body: renderStatus(rows, await holdsOf(context, ledger, models)) };
  },
};

/** The locks of these models' environments, and the pauses of their retraining. */
async function holdsOf(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  models: readonly (readonly [string, ModelConfig])[],
): Promise<readonly Readonly<HoldRecord>[]> {
  const environments = new Set(models.flatMap(([, one]) => Object.keys(one.environments ?? {})));
  const holds = await Promise.all([
    ...[...environments].map((environment) => lockOf(repository, ledger, environment)),
    ...models.map(([model]) => pauseOf(repository, ledger, model)),
  ]);
  return holds.filter((hold) => hold !== null);
}

async function statusOf(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  config: ModelConfig,
): Promise<ModelStatus> {
  const versions = await readVersions(repository, ledger, model);
  const environments = await Promise.all(
    Object.keys(config.environments ?? {}).map(
      async (name) => [name, await deployedVersion(repository, ledger, model, name)] as const,
    ),
  );
  const newest = ledger.findLast((entry) => entry.kind === 'drift' && entry.model === model);
  const drift = newest === undefined ? null : await readEntry(repository, newest, 'drift');
  return {
    model,
    newest: versions[0]?.version ?? null,
    environments: Object.fromEntries(environments),
    drift: drift === null ? null : { outcome: drift.outcome, day: drift.createdAt.slice(0, 10) },
  };
}
