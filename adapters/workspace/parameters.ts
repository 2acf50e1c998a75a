import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { InputError } from '../../core/errors.ts';
import type { RunRecord } from '../../schemas/types.ts';

type Parameters = RunRecord['parameters'];

const mostParameters = 2_000;
const longestList = 500;

/**
 * The parameters of YAML or JSON files (JSON is YAML), flattened as `file:key.path`; a short list of plain
 * values as one, the items of others by their position.
 * Throws an InputError with file and line when one can't be read, or when there are too many for a record.
 */
export async function readParameters(
  folder: string,
  files: readonly string[],
): Promise<Parameters> {
  const parameters: Parameters = {};
  for (const file of files) {
    const path = join(folder, file);
    flatten(`${file}:`, parse(await readFile(path, 'utf8'), file, path), parameters);
  }
  const count = Object.keys(parameters).length;
  if (count > mostParameters) {
    throw new InputError(
      'too-many-parameters',
      `The parameter files ${files.join(', ')} hold ${count} values; a record takes ${mostParameters}. List large tables under train.inputs instead of train.params.`,
    );
  }
  return parameters;
}

function parse(text: string, file: string, path: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lineCounter.linePos(error.pos[0]);
    const [reason = ''] = error.message.split(' at line');
    throw new InputError(
      'unreadable-parameters',
      `${file} (line ${line}) is not YAML or JSON: ${reason}. Mend it, or take it out of train.params.`,
      { file: path, line },
    );
  }
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

function flatten(prefix: string, value: unknown, into: Parameters): void {
  const list = shortList(value);
  if (list !== null) {
    into[prefix] = list;
  } else if (typeof value === 'object' && value !== null) {
    const separator = prefix.endsWith(':') ? '' : '.';
    for (const [key, item] of Object.entries(value)) {
      flatten(`${prefix}${separator}${key}`, item, into);
    }
  } else if (typeof value === 'number') {
    into[prefix] = Number.isFinite(value) ? value : String(value);
  } else if (typeof value === 'string' || typeof value === 'boolean' || value === null) {
    into[prefix] = value;
  } else if (typeof value === 'bigint') {
    into[prefix] = value.toString();
  }
}

/** A short list of plain values as one text: by position, an item that goes would move all that follow it. */
function shortList(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const plain = value.every((item) => item === null || typeof item !== 'object');
  const text = `[${value.map(String).join(', ')}]`;
  return plain && text.length <= longestList ? text : null;
}
