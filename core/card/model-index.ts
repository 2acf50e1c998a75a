import { stringify } from 'yaml';
import { isOfEvaluation } from '../documents/figure-data.ts';
import type { DataConfig } from '../../schemas/types.ts';
import type { Card } from './card.ts';
import { type Fields, fieldsIn, isFields } from '../fields.ts';

type Data = Readonly<Record<string, Pick<DataConfig, 'role'>>>;
/**
 * The `model-index` of a version, in Hugging Face's form (hub-docs, modelcard.md): the measured metrics, and behind them
 * what a person wrote of other data. Metrics without a value are left out; null where nothing is left.
 */
export function modelIndexOf(card: Card, written: unknown, data: Data): readonly Fields[] | null {
  const entries = [...measuredEntry(card), ...ofOtherData(card, written, data)];
  return entries.length === 0 ? null : entries;
}

/** The lines of YAML for the key, indented as the other keys are. */
export function modelIndexLines(index: readonly Fields[], indent: string): readonly string[] {
  // In YAML 1.1, which Hugging Face's tools read, a number with an exponent needs a dot.
  const text = stringify(
    { 'model-index': index },
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  ).replaceAll(/^(\s*(?:- )?value: -?\d+)(e[-+]\d+)$/gm, '$1.0$2');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : indent + line));
}

function measuredEntry(card: Card): readonly Fields[] {
  const { version, task, evaluationSet, repositoryUrl } = card;
  const metrics = card.metrics.filter(({ value }) => value !== null);
  if (metrics.length === 0) return [];
  const { type, name, digest } = evaluationSet;
  const result = {
    task: { type: task.type, name: task.name },
    dataset: { type, name, split: 'test', revision: digest },
    metrics: metrics.map((metric) => ({ type: metric.id, value: metric.value, name: metric.name })),
    source: {
      name: `${version.tag} of ${version.repository}, measured by Assay`,
      url: `${repositoryUrl}/releases/tag/${encodeURIComponent(version.tag)}`,
    },
  };
  return [{ name: version.model, results: [result] }];
}

/** The check card-figures knows figures of the evaluation in the same way: those are replaced, all others kept. */
function ofOtherData({ evaluationSet }: Card, written: unknown, data: Data): readonly Fields[] {
  const models = fieldsIn(written);
  const results = models.flatMap(({ results: all }) => fieldsIn(all));
  const isOfOurs = isOfEvaluation(results.map(datasetsOf), data);
  // Where no data set is declared for it, the name is one that only an earlier version's card has.
  const isOwn = (datasets: readonly string[]): boolean =>
    isOfOurs(datasets) || datasets.includes(evaluationSet.type);
  return models.flatMap((model) => {
    const kept = fieldsIn(model['results']).filter((result) => !isOwn(datasetsOf(result)));
    return kept.length === 0 ? [] : [{ ...model, results: kept }];
  });
}

function datasetsOf({ dataset }: Fields): readonly string[] {
  if (!isFields(dataset)) return [];
  return [dataset['type'], dataset['name']].flatMap((name) =>
    isText(name) && String(name).trim() !== '' ? [String(name).trim()] : [],
  );
}

function isText(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
