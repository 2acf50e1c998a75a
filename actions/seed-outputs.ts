import { join } from 'node:path';
import type { Model } from './open-model.ts';

/** How often training is repeated; the first repetition is the model. */
export function seedsOf({ config }: Model): number {
  return config.train.seeds ?? 1;
}

/** Where the outputs of a repetition wait for their evaluation, from 1; the model's own, 0, lie in its folder. */
export function seedFolder(model: Model, seed: number): string {
  return join(model.records.root, 'seeds', String(seed));
}

/** What a repetition writes: the outputs, and the predictions where no evaluation command does. */
export function seedFiles({ config }: Model): readonly string[] {
  const { train, evaluate } = config;
  return evaluate.run === undefined ? [...train.outputs, evaluate.predictions.path] : train.outputs;
}
