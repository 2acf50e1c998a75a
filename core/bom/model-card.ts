import type { Card } from '../card/card.ts';
import type { Interval } from '../../schemas/types.ts';
import { sliceInWords } from '../slices/in-words.ts';
import { dataRef } from './data.ts';
import { properties } from './hash.ts';

/** So many values of metrics on slices; the evaluation record has all. */
const mostSliceValues = 800;

/** CycloneDX's `modelCard` of a version: what was measured, and of what a person wrote the sections that it has a place for. */
export function bomModelCard(card: Card): object {
  const { task, data, risk, owner, evaluationSet } = card;
  return {
    modelParameters: {
      // Every task that Assay evaluates is learned from labels.
      approach: { type: 'supervised' },
      task: task.type,
      ...(data.length === 0 ? {} : { datasets: data.map(({ name }) => ({ ref: dataRef(name) })) }),
    },
    quantitativeAnalysis: { performanceMetrics: performance(card) },
    ...considerations(card),
    properties: properties({
      risk,
      owner,
      'evaluation-set': evaluationSet.digest,
      'evaluation-set-name': evaluationSet.name,
      'evaluation-set-rows': evaluationSet.rows,
    }),
  };
}

interface Performance {
  readonly type: string;
  readonly value: string;
  readonly slice?: string;
  readonly confidenceInterval?: { readonly lowerBound: string; readonly upperBound: string };
}

function performance({ metrics, slices }: Card): readonly Performance[] {
  const whole = metrics.flatMap(({ id, value, interval }) => measured(id, value, interval));
  const sliced = slices.flatMap(({ slice, metrics: values }) =>
    Object.entries(values).flatMap(([id, { value, interval }]) =>
      measured(id, value, interval ?? null, sliceInWords(slice).toWellFormed()),
    ),
  );
  return [...whole, ...sliced.slice(0, mostSliceValues)];
}

function measured(
  type: string,
  value: number | null,
  interval: Interval | null,
  slice?: string,
): readonly Performance[] {
  if (value === null || !Number.isFinite(value)) return [];
  return [
    {
      type,
      value: String(value),
      ...(slice === undefined ? {} : { slice }),
      ...(interval === null
        ? {}
        : {
            confidenceInterval: {
              lowerBound: String(interval.low),
              upperBound: String(interval.high),
            },
          }),
    },
  ];
}

function considerations({ written }: Card): object {
  if (written === null) return {};
  const { ethicalConsiderations, ...texts } = written.considerations;
  const there = Object.entries(texts).filter(([, all]) => all.length > 0);
  const risks =
    ethicalConsiderations.length === 0
      ? {}
      : { ethicalConsiderations: ethicalConsiderations.map((name) => ({ name })) };
  const all = { ...Object.fromEntries(there), ...risks };
  return Object.keys(all).length === 0 ? {} : { considerations: all };
}
