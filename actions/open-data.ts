import * as core from '@actions/core';
import { join } from 'node:path';
import { fetchData } from '../adapters/data/fetch-data.ts';
import type { FetchedData } from '../adapters/data/fetched.ts';
import { chooseEngine } from '../adapters/engine/choose.ts';
import type { Engine } from '../adapters/engine/engine.ts';
import { installDuckDb, loadDuckDb, usualInstallation } from '../adapters/engine/install.ts';
import type { Step } from './action.ts';
import type { Model } from './open-model.ts';

/** A data set that is at hand, and what reads it. */
export interface OpenedData extends FetchedData {
  readonly engine: Pick<Engine, 'profile'>;
}

/**
 * Makes a data set of the configuration at hand: downloads it where it lies elsewhere, and chooses what reads it, by its
 * size. `key` is where the configuration names it. Throws an InputError where there is nothing to read.
 */
export async function openData(
  { variables, job, cancelled }: Step,
  { folder, config }: Model,
  key: string,
  location: string,
): Promise<OpenedData> {
  hideCredentials(variables);
  const temporary = join(job.temporary, 'assay', 'data');
  const data = await fetchData(location, {
    key,
    folder,
    temporary,
    s3: config.monitor?.s3,
    variables,
    tell,
    signal: cancelled,
  });
  const engine = chooseEngine({
    choice: config.monitor?.engine ?? 'auto',
    temporary,
    duckdb: async () => loadDuckDb(await installDuckDb(usualInstallation(variables, tell))),
    warn(sentence) {
      core.warning(sentence, { title: 'Assay' });
    },
  });
  return { ...data, engine };
}

function tell(sentence: string): void {
  core.info(sentence);
}

/** The runner masks only what it knows to be secret, and these may be set in other ways. */
function hideCredentials(variables: Step['variables']): void {
  for (const name of ['ASSAY_DATA_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
    const secret = variables[name]?.trim() ?? '';
    if (secret !== '') core.setSecret(secret);
  }
}
