import { readFile } from '../../adapters/github/files.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { readConfig } from '../../core/config/read.ts';
import { InputError } from '../../core/errors.ts';
import type { Config } from '../../schemas/types.ts';
import { configPath } from '../context.ts';

/** The configuration at a commit or branch. */
export type Configuration =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'absent' }
  /** Every problem, in words for people. */
  | { readonly kind: 'wrong'; readonly problem: string };

/** Reads the configuration. What is wrong with it is an answer, not an exception. */
export async function readConfiguration(
  repository: GitHubRepository,
  ref: string,
): Promise<Configuration> {
  const text = await readFile(repository, configPath, ref);
  if (text === null) return { kind: 'absent' };
  try {
    return { kind: 'valid', config: readConfig(text, configPath) };
  } catch (error) {
    if (error instanceof InputError) return { kind: 'wrong', problem: error.message };
    throw error;
  }
}
