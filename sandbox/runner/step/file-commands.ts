import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../../core/errors.ts';

/** What a step left in its `GITHUB_*` files. */
export interface FileCommands {
  readonly outputs: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, string>;
  readonly state: ReadonlyMap<string, string>;
  readonly paths: readonly string[];
  readonly summary: string;
}

/** The files of one step. */
export interface StepFiles {
  readonly env: Readonly<Record<string, string>>;
  /** Reads them after the step. Throws an `InputError` where one can't be read. */
  read(): Promise<FileCommands>;
}

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'];

/** Reads `name=value` lines and `name<<WORD` blocks. */
export function parsePairs(variable: string, content: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const lines = content.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
      const word = line.slice(heredoc + 2);
      const end = lines.indexOf(word, at + 1);
      if (word === '' || end < 0) {
        throw new InputError(
          'file-command',
          `In $${variable}, \`${line}\` begins a block, but no line \`${word}\` ends it.`,
        );
      }
      pairs.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'));
      at = end;
    } else if (equals > 0) pairs.set(line.slice(0, equals), line.slice(equals + 1));
    else {
      throw new InputError(
        'file-command',
        `In $${variable}, the line \`${line}\` is neither \`name=value\` nor the start of a block.`,
      );
    }
  }
  return pairs;
}

/** Makes the files of one step, empty. */
export async function createStepFiles(folder: string): Promise<StepFiles> {
  const own = path.join(folder, randomUUID());
  await mkdir(own, { recursive: true });
  const env = Object.fromEntries(FILES.map((name) => [name, path.join(own, name.toLowerCase())]));
  for (const file of Object.values(env)) await writeFile(file, '');
  // A step may remove its files, which then say nothing.
  const content = async (name: string): Promise<string> =>
    existsSync(env[name] ?? '') ? readFile(env[name] ?? '', 'utf8') : '';
  return {
    env,
    async read() {
      const pairs = async (name: string): Promise<Map<string, string>> =>
        parsePairs(name, await content(name));
      const variables = await pairs('GITHUB_ENV');
      if (variables.has('NODE_OPTIONS')) {
        throw new InputError('file-command', 'NODE_OPTIONS can not be set through $GITHUB_ENV.');
      }
      return {
        outputs: await pairs('GITHUB_OUTPUT'),
        env: variables,
        state: await pairs('GITHUB_STATE'),
        paths: (await content('GITHUB_PATH')).split(/\r?\n/).filter((line) => line !== ''),
        summary: await content('GITHUB_STEP_SUMMARY'),
      };
    },
  };
}
