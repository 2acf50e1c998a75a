import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as core from '@actions/core';
import { placeFiles } from '../../adapters/files/index.ts';
import type { ShellResult } from '../../adapters/process/run-shell.ts';
import type { AssayError } from '../../core/errors.ts';
import type { Model } from '../open-model.ts';
import type { Executed } from '../run-command.ts';
import { seedFiles, seedFolder, seedsOf } from '../seed-outputs.ts';

/** A repetition that failed: why, and what was executed. */
export interface Broken {
  readonly error: AssayError;
  readonly execution: ShellResult;
}

/**
 * Repeats a training that succeeded with the other seeds, and puts each repetition's outputs aside for `evaluate`. The
 * model's own outputs lie in its folder afterwards, whatever happens. Gives the first that failed; null without one.
 */
export async function repeatTraining(
  model: Model,
  trainOnce: (environment: Readonly<Record<string, string>>) => Promise<Executed>,
): Promise<Broken | null> {
  const seeds = seedsOf(model);
  const files = seedFiles(model);
  await forgetRepetitions(model);
  if (seeds === 1) return null;
  const own = join(model.records.root, 'seeds', 'model');
  await mkdir(own, { recursive: true });
  await placeFiles(model.folder, own, files);
  try {
    for (let seed = 1; seed < seeds; seed++) {
      core.info(
        `Repetition ${seed + 1} of ${seeds}: the spread between seeds is the error of a comparison.`,
      );
      const { failure, result } = await trainOnce(seedEnvironment(seed));
      if (failure !== null) return { error: failure, execution: result };
      await mkdir(seedFolder(model, seed), { recursive: true });
      await placeFiles(model.folder, seedFolder(model, seed), files);
    }
    return null;
  } finally {
    await placeFiles(own, model.folder, files);
    await rm(own, { recursive: true, force: true });
  }
}

/** What a training with seeds sees beside its usual environment; nothing where there is only one. */
export function environmentOf(model: Model): Readonly<Record<string, string>> {
  return seedsOf(model) === 1 ? {} : seedEnvironment(0);
}

function seedEnvironment(seed: number): Readonly<Record<string, string>> {
  return { ASSAY_SEED: String(seed) };
}

/** Those of an earlier step of this job. */
function forgetRepetitions(model: Model): Promise<void> {
  return rm(dirname(seedFolder(model, 0)), { recursive: true, force: true });
}
