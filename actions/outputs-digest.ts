import { digestTree } from '../adapters/files/index.ts';
import type { ModelArtifact } from '../schemas/types.ts';
import type { Model } from './open-model.ts';

/** The model as it lies on disk now. Throws an InputError when an output is missing. */
export async function outputsDigest(model: Model): Promise<ModelArtifact> {
  return digestTree(model.folder, model.config.train.outputs);
}
