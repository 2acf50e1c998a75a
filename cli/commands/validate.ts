import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../../core/config/read.ts';
import { InputError } from '../../core/errors.ts';

const usualPath = '.github/assay.yml';

/**
 * `assay validate [file]`: says whether a configuration is valid, and names its models. Resolves with the exit
 * status. Throws the InputError that lists what is wrong.
 */
export async function validate(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [path = usualPath, ...more] = positionals;
  if (more.length > 0) {
    process.stderr.write(`assay validate takes one file; found ${positionals.join(', ')}.\n`);
    return 2;
  }
  const names = Object.keys(readConfig(await read(path), path).models);
  const count = `${names.length} ${names.length === 1 ? 'model' : 'models'}`;
  process.stdout.write(`${path} is valid: ${count} (${names.join(', ')}).\n`);
  return 0;
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(
      'no-configuration',
      `${path} can't be read: ${cause instanceof Error ? cause.message : 'unknown reason'}. Name the file behind assay validate, or run it in the repository's root.`,
      { cause, file: path },
    );
  }
}
