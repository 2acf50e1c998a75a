import type { DataSet } from './data-set.ts';

/**
 * The columns that every file of both sets has, in the order of their names, without the ids: a row that was copied
 * under another id is the same row. Rows that nearly are the same may differ in their time.
 */
export function sharedColumns(
  training: DataSet,
  evaluation: DataSet,
): readonly { readonly name: string; readonly near: boolean }[] {
  const sets = [training, evaluation];
  const [first, ...others] = sets.flatMap(({ files }) => files.map(({ names }) => new Set(names)));
  const ids = new Set(sets.map(({ config }) => config.id));
  const times = new Set(sets.map(({ config }) => config.time));
  return [...(first ?? [])]
    .filter((name) => !ids.has(name) && others.every((names) => names.has(name)))
    .sort()
    .map((name) => ({ name, near: !times.has(name) }));
}
