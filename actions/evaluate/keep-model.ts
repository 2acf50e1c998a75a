import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import {
  artifactsAvailable,
  modelArtifactName,
  uploadModel,
} from '../../adapters/actions-runtime/artifact.ts';
import { packFiles } from '../../adapters/archive/index.ts';
import { expand } from '../../adapters/files/index.ts';
import type { Step } from '../action.ts';
import { keptFolder, keptModel, type KeptModel } from '../kept-model.ts';
import type { Model } from '../open-model.ts';

/** Events whose commit becomes the default branch's, with this very content. */
const eventsBeforeMerge: ReadonlySet<string> = new Set(['pull_request', 'merge_group']);

/**
 * Keeps the model that was evaluated, so that the merge registers these bytes. What came from a cache is not kept: a
 * branch can fill its cache, so these bytes would not be taken. It is a help: what fails is a warning.
 */
export async function keepModel(step: Step, model: Model): Promise<void> {
  const { keep = true } = model.config.train;
  if (!keep || !eventsBeforeMerge.has(step.job.event) || !artifactsAvailable(step.variables))
    return;
  const run = await model.records.read('run');
  if (run?.status !== 'succeeded' || run.cache.hit) return;
  const folder = keptFolder(model);
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const { outputs, seeds } = keptModel(model);
    await packKept(model.folder, outputs, folder);
    if (seeds !== null) await packKept(model.records.root, seeds, folder);
    const archives = [outputs, ...(seeds === null ? [] : [seeds])];
    const paths = archives.map(({ name }) => join(folder, name));
    const { id } = await uploadModel(model.name, paths, model.records);
    core.info(
      `Kept the model for the merge as the artifact ${modelArtifactName(model.name)} (${id}).`,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    core.warning(`The model was not kept for the merge, which trains again. ${reason}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Weights hardly compress, so they are packed as they are; the upload compresses a little, and fast. */
async function packKept(
  root: string,
  { name, paths }: KeptModel['outputs'],
  folder: string,
): Promise<void> {
  const files = await Promise.all(paths.map((path) => expand(root, path)));
  await packFiles(root, [...new Set(files.flat())], join(folder, name));
}
