import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, readPolicy } from '../../core/config/read.ts';
import { InputError } from '../../core/errors.ts';
import { policyPath } from '../../core/policy/organisation.ts';

const usualPath = '.github/assay.yml';

/**
 * `assay validate [file]`: says whether a configuration is valid, and names its models; by its name, a file is taken for an
 * organisation's policy. Resolves with the exit status. Throws the InputError that lists what is wrong.
 */
export async function validate(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [path = usualPath, ...more] = positionals;
  if (more.length > 0) {
    process.stderr.write(`assay validate takes one file; found ${positionals.join(', ')}.\n`);
    return 2;
  }
  if (basename(path) === basename(policyPath)) {
    readPolicy(await read(path), path);
    process.stdout.write(`${path} is a valid policy.\n`);
    return 0;
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
