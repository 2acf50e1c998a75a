import type { DataConfig } from '../../schemas/types.ts';

/**
 * Which figures of a card are of the evaluation, by the names of their datasets. `all` are the names of each figure: where
 * one has the name of a declared data set, those are the evaluation's; else all are. Figures of a training set never are.
 */
export function isOfEvaluation(
  all: readonly (readonly string[])[],
  data: Readonly<Record<string, Pick<DataConfig, 'role'>>>,
): (datasets: readonly string[]) => boolean {
  const sets = Object.entries(data);
  const training = new Set(sets.flatMap(([name, { role }]) => (role === 'training' ? [name] : [])));
  const others = new Set(sets.map(([name]) => name).filter((name) => !training.has(name)));
  const isOther = (datasets: readonly string[]): boolean =>
    datasets.some((name) => others.has(name));
  if (all.some(isOther)) return isOther;
  return (datasets) => !datasets.some((name) => training.has(name));
}
