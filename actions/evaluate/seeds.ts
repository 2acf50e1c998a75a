import { stat } from 'node:fs/promises';
import * as core from '@actions/core';
import { InputError } from '../../core/errors.ts';
import type { EvaluationRecord, MetricValue } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { seedFolder, seedsOf } from '../seed-outputs.ts';
import { evaluateInPlace } from './in-place.ts';

/** The metrics of every repetition of the training, the model's own first; nothing where it is not repeated. */
export async function evaluateSeeds(
  step: Step,
  model: Model,
  own: Readonly<Record<string, MetricValue>>,
): Promise<Pick<EvaluationRecord, 'seeds'>> {
  const count = seedsOf(model);
  if (count === 1) return {};
  const seeds = [{ seed: 0, metrics: valuesOf(own) }];
  for (let seed = 1; seed < count; seed++) {
    const folder = seedFolder(model, seed);
    if (!(await stat(folder).catch(() => null))?.isDirectory())
      throw notTrained(model, seed, count);
    core.info(`Repetition ${seed + 1} of ${count}.`);
    const { measured } = await evaluateInPlace(step, model, folder, 'evaluation');
    seeds.push({ seed, metrics: valuesOf(measured.metrics) });
  }
  return { seeds };
}

function valuesOf(metrics: Readonly<Record<string, MetricValue>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(metrics).map(([id, { value }]) => [id, value]));
}

function notTrained({ name }: Model, seed: number, count: number): InputError {
  return new InputError(
    'no-repetition',
    `${name} is trained ${count} times by train.seeds, but the outputs of repetition ${seed + 1} are not here: put a step with the action train before this one, in the same job.`,
  );
}
