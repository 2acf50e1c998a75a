import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { cacheAvailable, restoreFolder, saveFolder } from '../../adapters/actions-runtime/cache.ts';
import { pack, unpack } from '../../adapters/archive/index.ts';
import { digestTree, placeFiles } from '../../adapters/files/index.ts';
import type { ModelArtifact } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { seedsOf } from '../seed-outputs.ts';
import { writtenData } from '../written-data.ts';

/** What the cache gave: whether the runner has one, and the outputs that came from it. */
export interface FromCache {
  readonly available: boolean;
  readonly artifact: ModelArtifact | null;
}

/**
 * Brings back the outputs of an earlier training with the same fingerprint. Only for pull requests: what is
 * registered was trained in the run that registers it, whatever a cache may hold.
 */
export async function restoreOutputs(
  step: Step,
  model: Model,
  fingerprint: string,
): Promise<FromCache> {
  if (!(await cacheAvailable())) {
    core.info('No cache on this runner: the model is trained.');
    return { available: false, artifact: null };
  }
  if (step.job.event !== 'pull_request') {
    core.info('Outputs are restored from the cache on pull requests only: the model is trained.');
    return { available: true, artifact: null };
  }
  if (model.config.evaluate.run === undefined) {
    core.info('Training writes the predictions too, which no cache has: the model is trained.');
    return { available: true, artifact: null };
  }
  if (seedsOf(model) > 1) {
    core.info(
      'Training is repeated with several seeds, of which the cache has one: it is trained.',
    );
    return { available: true, artifact: null };
  }
  const folder = cacheFolder(model);
  if (!(await restoreFolder(folder, cacheKey(model, fingerprint)))) {
    core.info(`Nothing in the cache for ${fingerprint}: the model is trained.`);
    return { available: true, artifact: null };
  }
  const artifact = await takeOutputs(model, folder);
  if (artifact === null) {
    core.warning('The outputs in the cache are damaged and were not used: the model is trained.');
  } else {
    core.info(`Restored the outputs from the cache (${artifact.digest}): nothing is trained.`);
  }
  return { available: true, artifact };
}

/** Puts the outputs in place, if they are what was saved; null when they are not. */
async function takeOutputs(model: Model, folder: string): Promise<ModelArtifact | null> {
  const unpacked = join(model.records.root, 'restored');
  const { outputs } = model.config.train;
  try {
    const saved = (await readFile(join(folder, digestFile), 'utf8')).trim();
    await rm(unpacked, { recursive: true, force: true });
    await mkdir(unpacked, { recursive: true });
    await unpack(join(folder, packageFile), unpacked);
    const artifact = await digestTree(unpacked, outputs);
    if (artifact.digest !== saved) return null;
    await placeFiles(unpacked, model.folder, [...outputs, ...writtenData(model, 'training')]);
    return artifact;
  } catch (error) {
    core.debug(String(error));
    return null;
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

/** Events that run the code of the commit that they name; what others train must not get into the cache of a branch. */
const eventsThatSave: ReadonlySet<string> = new Set(['push', 'pull_request']);

/** Keeps the outputs for the next training with the same fingerprint. */
export async function saveOutputs(
  step: Step,
  model: Model,
  fingerprint: string,
  artifact: ModelArtifact,
): Promise<void> {
  if (!eventsThatSave.has(step.job.event)) return;
  // Those of one repetition: nobody would restore them.
  if (seedsOf(model) > 1) return;
  const folder = cacheFolder(model);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const written = [...model.config.train.outputs, ...writtenData(model, 'training')];
  await pack(model.folder, written, join(folder, packageFile));
  await writeFile(join(folder, digestFile), artifact.digest);
  const saved = await saveFolder(folder, cacheKey(model, fingerprint));
  core.info(saved ? 'Saved the outputs in the cache.' : 'The cache did not take the outputs.');
  await rm(folder, { recursive: true, force: true });
}

const packageFile = 'outputs.tar.gz';
const digestFile = 'artifact-digest';

function cacheFolder(model: Model): string {
  return join(model.records.root, 'cache');
}

function cacheKey(model: Model, fingerprint: string): string {
  return `assay-${model.name}-${fingerprint.slice('sha256:'.length)}`;
}
