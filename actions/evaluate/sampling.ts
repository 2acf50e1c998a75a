import { resamplesFor, type Sampling } from '../../core/evaluation/sampling.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import type { Model } from '../open-model.ts';
import { progress } from '../progress.ts';

/** How the rows of a model are drawn anew: by their own digest, so that the same rows give the same intervals. */
export function samplingOf(
  { name, config }: Model,
  { rows }: Predictions,
  seed: string,
  where?: string,
): Sampling {
  const of = where === undefined ? name : `${name} ${where}`;
  return {
    resamples: resamplesFor(rows, config.evaluate.resamples),
    seed,
    onProgress: progress(`Intervals of ${of}`),
    onSlice: progress(`Slices of ${of}`),
  };
}
