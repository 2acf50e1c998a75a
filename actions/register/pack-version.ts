import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from '../../adapters/archive/index.ts';
import { digestFile } from '../../adapters/files/index.ts';
import type { Model } from '../open-model.ts';

/** The model as one reproducible archive on disk. */
export interface PackedModel {
  readonly path: string;
  readonly digest: string;
  readonly bytes: number;
}

/** Packs the model's outputs. The same outputs give the same bytes. */
export async function packVersion(model: Model): Promise<PackedModel> {
  const folder = join(model.records.root, 'package');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${model.name}.tar.gz`);
  await pack(model.folder, model.config.train.outputs, path);
  return { path, digest: await digestFile(path), bytes: (await stat(path)).size };
}
