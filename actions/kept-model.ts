import { join } from 'node:path';
import type { Model } from './open-model.ts';
import { seedsOf } from './seed-outputs.ts';
import { writtenData } from './written-data.ts';

/** The archives of a judged model, as the pull request keeps them and the merge takes them. */
export interface KeptModel {
  /** Outputs, data sets that training wrote, and the predictions where training writes them. */
  readonly outputs: { readonly name: string; readonly paths: readonly string[] };
  /** The outputs of the other seeds, in the folder of the records; null where training is not repeated. */
  readonly seeds: { readonly name: string; readonly paths: readonly string[] } | null;
}

/** What is kept of a model. */
export function keptModel(model: Model): KeptModel {
  const { train, evaluate } = model.config;
  const predictions = evaluate.run === undefined ? [evaluate.predictions.path] : [];
  return {
    outputs: {
      name: 'outputs.tar.gz',
      paths: [...train.outputs, ...predictions, ...writtenData(model, 'training')],
    },
    seeds: seedsOf(model) === 1 ? null : { name: 'seeds.tar.gz', paths: ['seeds'] },
  };
}

/** The folder in which the archives are made, and into which they are fetched. */
export function keptFolder(model: Model): string {
  return join(model.records.root, 'kept');
}
