import { readFile } from 'node:fs/promises';
import { resolveWithin } from '../../adapters/files/index.ts';
import { readCsv } from '../../adapters/tabular/csv.ts';
import { InputError } from '../../core/errors.ts';
import { parseNumber } from '../../core/predictions/parse-number.ts';
import type { MonitorConfig } from '../../schemas/types.ts';
import type { Model } from '../open-model.ts';

const key = 'monitor.importance';
const firstOfJson = /^\uFEFF?\s*[[{]/;

/**
 * How much the model goes by each feature, in weights of any scale, as `monitor.importance` gives them or a file does: JSON
 * by feature, or CSV of two columns, the feature and its weight. Null where it says nothing. Throws an InputError for
 * weights that are no numbers of at least 0.
 */
export async function readImportance(
  model: Model,
  { importance }: MonitorConfig,
): Promise<ReadonlyMap<string, number> | null> {
  if (importance === undefined) return null;
  if (typeof importance !== 'string') return new Map(Object.entries(importance));
  const path = resolveWithin(model.folder, importance);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InputError(
      'no-file',
      `${key} names ${importance}, which can't be read: let training write it, or correct the path.`,
      { file: importance, cause },
    );
  });
  const entries = firstOfJson.test(text)
    ? jsonEntries(text, importance)
    : await csvEntries(path, importance);
  return new Map(
    entries.map(([feature, weight]) => [feature, checked(feature, weight, importance)]),
  );
}

function jsonEntries(text: string, file: string): readonly (readonly [string, unknown])[] {
  const weights = parsed(text, file);
  if (typeof weights === 'object' && weights !== null && !Array.isArray(weights)) {
    return Object.entries(weights);
  }
  throw new InputError(
    'no-importance',
    `${file}, which ${key} names, is no object of features and their weights, such as {"temp": 0.6}.`,
    { file },
  );
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new InputError('not-json', `${file}, which ${key} names, is not JSON.`, { file, cause });
  }
}

async function csvEntries(
  path: string,
  file: string,
): Promise<readonly (readonly [string, unknown])[]> {
  const { columns } = await readCsv(path, file);
  const [features, weights, ...others] = [...columns.values()];
  if (features === undefined || weights === undefined || others.length > 0) {
    throw new InputError(
      'no-importance',
      `${file}, which ${key} names, has ${columns.size} columns: it must have two, the feature and its weight.`,
      { file },
    );
  }
  return features.map((feature, row) => [feature, parseNumber(weights[row] ?? '')]);
}

function checked(feature: string, weight: unknown, file: string): number {
  if (typeof weight === 'number' && Number.isFinite(weight) && weight >= 0) return weight;
  throw new InputError(
    'bad-importance',
    `In ${file}, which ${key} names, the weight of ${JSON.stringify(feature.slice(0, 60))} is no number of at least 0.`,
    { file },
  );
}
