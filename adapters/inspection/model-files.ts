import { join } from 'node:path';
import type { Scan } from '../../core/model-files/item.ts';
import { endScan, scanFile, startScan } from '../../core/model-files/scan.ts';
import type { ModelFiles } from '../../schemas/types.ts';
import { expand } from '../files/index.ts';
import { openFile } from '../model-files/file-source.ts';
import { unpack } from '../model-files/unpack.ts';
import type { Inspector } from './inspector.ts';

/** Reads the files that training wrote, byte by byte, and never loads them. */
export const modelFiles: Inspector<'modelFiles'> = {
  section: 'modelFiles',
  async inspect({ config, folder, progress }): Promise<ModelFiles> {
    const paths = await outputsOf(folder, config.train.outputs);
    progress(`Reading ${paths.length} files of the model for what they would run when loaded.`);
    const scan = startScan(unpack);
    let bytes = 0;
    for (const path of paths) {
      const shown = config.path === undefined ? path : join(config.path, path);
      bytes += await scanPath(scan, join(folder, path), shown);
    }
    return { files: paths.length, bytes, ...endScan(scan) };
  },
};

async function outputsOf(folder: string, outputs: readonly string[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const output of outputs) for (const path of await expand(folder, output)) paths.add(path);
  return [...paths].sort();
}

async function scanPath(scan: Scan, absolute: string, shown: string): Promise<number> {
  const file = await openFile(absolute);
  try {
    await scanFile(scan, shown, file);
    return file.sizeBytes;
  } finally {
    await file.close();
  }
}
