import * as core from '@actions/core';
import { stat } from 'node:fs/promises';
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
  readonly engine: Engine;
}

/**
 * Makes a data set of the configuration at hand: downloads it where it lies elsewhere, and chooses what reads it, by its
 * size. `key` is where the configuration names it. Throws an InputError where there is nothing to read.
 */
export async function openData(
  step: Step,
  model: Model,
  key: string,
  location: string,
): Promise<OpenedData> {
  const { variables, job } = step;
  const tell = (sentence: string): void => {
    core.info(sentence);
  };
  const data = await fetchData(location, {
    key,
    folder: model.folder,
    temporary: join(job.temporary, 'assay', 'data'),
    s3: model.config.monitor?.s3,
    variables,
    tell,
  });
  const engine = await chooseEngine({
    setting: model.config.monitor?.engine ?? 'auto',
    files: data.files,
    load: async () => loadDuckDb(await installDuckDb(usualInstallation(variables, tell))),
    warn: (sentence) => {
      core.warning(sentence, { title: 'Assay' });
    },
  });
  return { ...data, engine };
}
