import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../../../core/errors.ts';

/** One combination of a matrix: the `matrix` context of a job. */
export type Combination = Readonly<Record<string, unknown>>;

const MOST_COMBINATIONS = 256;

function isMapping(value: unknown): value is Combination {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mappings(value: unknown, key: string): readonly Combination[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isMapping)) return value;
  throw new InputError('matrix', `\`matrix.${key}\` must be a list of mappings.`);
}

function vectors(matrix: Combination): [string, readonly unknown[]][] {
  return Object.entries(matrix)
    .filter(([key]) => key !== 'include' && key !== 'exclude')
    .map(([key, values]) => {
      if (!Array.isArray(values) || values.length === 0) {
        throw new InputError('matrix', `\`matrix.${key}\` must be a list with at least one value.`);
      }
      return [key, values];
    });
}

function within(part: Combination, whole: Combination): boolean {
  return Object.entries(part).every(([key, value]) => isDeepStrictEqual(value, whole[key]));
}

/**
 * Multiplies out a matrix: the first key varies slowest; `exclude` takes combinations away; each `include` is
 * added to every combination whose own values it does not change, or else becomes one of its own.
 */
export function expandMatrix(matrix: unknown): Combination[] {
  if (!isMapping(matrix)) throw new InputError('matrix', '`strategy.matrix` must be a mapping.');
  const axes = vectors(matrix);
  const excluded = mappings(matrix['exclude'], 'exclude');
  const product = axes.reduce<Combination[]>(
    (sofar, [key, values]) =>
      sofar.flatMap((item) => values.map((value) => ({ ...item, [key]: value }))),
    [{}],
  );
  const originals = (axes.length === 0 ? [] : product).filter(
    (item) => !excluded.some((part) => within(part, item)),
  );
  const combinations = originals.map((item) => ({ ...item }));
  const alone: Combination[] = [];
  const names = new Set(axes.map(([key]) => key));
  for (const include of mappings(matrix['include'], 'include')) {
    const own = Object.fromEntries(Object.entries(include).filter(([key]) => names.has(key)));
    const fitting = combinations.filter((_, index) => within(own, originals[index] ?? {}));
    if (fitting.length === 0) alone.push(include);
    for (const item of fitting) Object.assign(item, include);
  }
  const all = [...combinations, ...alone];
  if (all.length > MOST_COMBINATIONS) {
    throw new InputError(
      'matrix',
      `The matrix makes ${all.length} jobs; at most ${MOST_COMBINATIONS} are allowed.`,
    );
  }
  return all;
}

/** What GitHub puts in brackets after a job's name: the values of its combination. */
export function combinationLabel(combination: Combination): string {
  const flat = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(flat)
      : [String(value)];
  return Object.values(combination).flatMap(flat).join(', ');
}
