import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Subject } from '../../../adapters/inspection/inspector.ts';
import { seal } from '../../../core/record/seal.ts';
import type { Inspection, ModelConfig } from '../../../schemas/types.ts';
import { betterMetrics, config, evaluation } from '../../core/judge/candidate.ts';
import { temporaryFolder } from '../temporary.ts';

/** A model in a folder of its own with these files, that declares these data sets. */
export async function subjectWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  data: ModelConfig['data'] = {},
  changes: Partial<ModelConfig> = {},
): Promise<Subject> {
  const folder = await temporaryFolder(files);
  return {
    model: 'bike-demand',
    config: { ...config, ...changes, data },
    workspace: folder,
    folder,
    progress: () => {},
  };
}

/** Copies a file that pandas and pyarrow made (test/goldens/parquet) into a folder. */
export async function copyGolden(folder: string, name: string, path: string): Promise<void> {
  const golden = fileURLToPath(new URL(`../../goldens/parquet/${name}`, import.meta.url));
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await copyFile(golden, join(folder, path));
}

/** Throws where a record does not take the section. */
export function requireValid(section: Partial<Inspection>): void {
  seal('evaluation', {
    ...evaluation(betterMetrics),
    inspection: { failures: [], ...section },
  });
}
