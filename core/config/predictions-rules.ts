import type { ModelConfig, PredictionsConfig } from '../../schemas/types.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select, valueAt } from './select.ts';

type Key = keyof PredictionsConfig;

/** Columns that mean something for one task only. */
const tasksOfKeys: Partial<Record<Key, ModelConfig['task']>> = {
  score: 'binary',
  positive: 'binary',
  scores: 'multiclass',
  lower: 'regression',
  upper: 'regression',
  quantiles: 'regression',
  query: 'ranking',
};

/** Each end of a predicted interval needs the other. */
const partners: Partial<Record<Key, Key>> = { lower: 'upper', upper: 'lower' };

/** The columns of the predictions fit the task: one that is passed over in silence would be taken for judged. */
export function predictionsProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.evaluate.predictions').flatMap(({ keys, value }) => {
    const task = valueAt(document.value, [...keys.slice(0, 2), 'task']);
    const named = Object.keys(typeof value === 'object' && value !== null ? value : {});
    const problems = named.flatMap((key) => {
      const sentence = unfit(keys, key, String(task), named);
      return sentence === null ? [] : [{ ...document.place([...keys, key], 'key'), sentence }];
    });
    if (task !== 'ranking' || named.includes('query')) return problems;
    const sentence = `${keyPath(keys)} must have query, since a ranking is judged query by query: name the column of the query.`;
    return [...problems, { ...document.place(keys, 'key'), sentence }];
  });
}

function unfit(
  keys: readonly string[],
  key: string,
  task: string,
  named: readonly string[],
): string | null {
  const only = isKey(key) ? tasksOfKeys[key] : undefined;
  const partner = isKey(key) ? partners[key] : undefined;
  const path = keyPath([...keys, key]);
  if (only !== undefined && only !== task) {
    return `${path} is for the task ${only}, but the task of this model is ${task}: take it out.`;
  }
  if (partner === undefined || named.includes(partner)) return null;
  return `${path} needs ${partner} beside it, the other end of the predicted interval.`;
}

function isKey(key: string): key is Key {
  return Object.hasOwn(tasksOfKeys, key);
}
