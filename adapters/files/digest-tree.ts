import { InputError } from '../../core/errors.ts';
import type { ModelArtifact } from '../../schemas/types.ts';
import { digestOfList, listedFiles, sumOfBytes } from './digest-files.ts';
import { expand } from './expand.ts';
import { normalised } from './within.ts';

/** What a record takes: see `Artifact` and `Path` in schemas/common.schema.json. */
const mostFiles = 10_000;
const longestPath = 1024;

/**
 * Throws an InputError for an output that leaves the model's folder, or that is the folder itself: outputs are
 * replaced as a whole when they are restored.
 */
export function checkOutputs(outputs: readonly string[]): void {
  const whole = outputs.find((output) => normalised(output) === '');
  if (whole === undefined) return;
  throw new InputError(
    'outside-folder',
    `The output ${whole} is the model's whole folder: name in train.outputs only what training writes.`,
  );
}

/**
 * The model that lies in a folder: the files of its declared outputs, and one digest over their sorted paths and
 * digests. Throws an InputError `no-output` that names the first output which is missing or empty.
 */
export async function digestTree(
  folder: string,
  outputs: readonly string[],
): Promise<ModelArtifact> {
  checkOutputs(outputs);
  const paths = new Set<string>();
  for (const output of outputs) {
    const found = await expand(folder, output);
    if (found.length === 0) {
      throw new InputError(
        'no-output',
        `The output ${output} does not exist or is empty: the training command must write it, or train.outputs must name what it writes.`,
      );
    }
    for (const path of found) paths.add(path);
  }
  if (paths.size > mostFiles) {
    throw new InputError(
      'too-many-outputs',
      `The outputs ${outputs.join(', ')} hold ${paths.size} files; a model may have ${mostFiles}. Leave out what is not the model, or pack it.`,
    );
  }
  const tooLong = [...paths].find((path) => path.length > longestPath);
  if (tooLong !== undefined) {
    throw new InputError(
      'path-too-long',
      `The output ${tooLong.slice(0, 120)}... has a path of ${tooLong.length} characters; a record takes ${longestPath}.`,
    );
  }
  const files = [...(await listedFiles(folder, [...paths].sort()))];
  return { digest: digestOfList(files), bytes: sumOfBytes(files), files };
}
