import { lockOf, pauseOf } from '../../adapters/github/holds.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import { modelOf } from '../../core/config/read.ts';
import { renderStatus } from '../../core/report/answers.ts';
import type { HoldRecord, ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { retrainWaits } from '../retraining/waits.ts';
import { readStatus } from '../promotion/status.ts';
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
    const rows = await readStatus(repository, ledger, models);
    const holds = await holdsOf(context, ledger, models);
    return {
      done: true,
      body: renderStatus(rows, holds, await retrainWaits(context, ledger, models), context.now()),
    };
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
