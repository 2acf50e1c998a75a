import { InputError } from '../../core/errors.ts';
import { quoted } from '../../core/predictions/columns/quoted.ts';
import type { DataFile } from './data-file.ts';

/** Throws the InputError `bad-header` where two columns have one name. `line` is where they are named, if in a line. */
export function requireDistinct(
  names: readonly string[],
  { path, shown }: DataFile,
  line?: number,
): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new InputError(
        'bad-header',
        `${shown} has two columns named ${quoted(name)}: give each column a name of its own.`,
        { file: path, ...(line === undefined ? {} : { line }) },
      );
    }
    seen.add(name);
  }
}
