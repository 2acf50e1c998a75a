import { listLedger, readEntry, type StoredEntry } from '../../adapters/github/ledger.ts';
import { modelOf } from '../../core/config/read.ts';
import { type ModelStatus, renderStatus } from '../../core/report/answers.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { deployedVersion, readVersions } from '../../adapters/github/champion.ts';
import type { Command } from './command.ts';

/** Where each model stands. */
export const status: Command = {
  name: 'status',
  usage: 'status [model]',
  help: 'shows the newest version of each model, what is deployed where, and the last drift report',
  permission: 'read',
  async run({ context, config: readConfig, words }) {
    const [only] = words;
    const config = await readConfig();
    const models =
      only === undefined
        ? Object.entries(config.models)
        : [[only, modelOf(config, only, configPath)] as const];
    const ledger = await listLedger(context.repository);
    const rows = await Promise.all(
      models.map(([model, modelConfig]) => statusOf(context, ledger, model, modelConfig)),
    );
    return { done: true, body: renderStatus(rows) };
  },
};

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
