import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { placeFiles } from '../../adapters/files/index.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import type { Purpose } from '../run-command.ts';
import { evaluateOutputs, type MeasuredRows } from './evaluation.ts';

/**
 * Measures other outputs in the candidate's place, which is given back whatever happens. `folder` holds them, and the
 * predictions where no command writes them. Throws an InputError.
 */
export async function evaluateInPlace(
  step: Step,
  model: Model,
  folder: string,
  purpose: Purpose,
): Promise<MeasuredRows> {
  const { train, evaluate } = model.config;
  const replaced = [...train.outputs, evaluate.predictions.path];
  const kept = [...replaced, ...(evaluate.report ?? [])];
  const aside = join(model.records.root, 'candidate');
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await placeFiles(model.folder, aside, kept);
  try {
    await placeFiles(folder, model.folder, replaced);
    const evaluated = await evaluateOutputs(step, model, purpose);
    if (evaluated.kind === 'failed') throw evaluated.error;
    return evaluated;
  } finally {
    await placeFiles(aside, model.folder, kept);
    await rm(aside, { recursive: true, force: true });
  }
}
