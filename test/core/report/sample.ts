import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import type { CommentInput } from '../../../core/report/comment.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type {
  Comparison,
  EvaluationRecord,
  HistoryPoint,
  ModelConfig,
  SliceDifferences,
} from '../../../schemas/types.ts';
import {
  base,
  baseline,
  candidate,
  config,
  evaluation,
  head,
  repository,
  run,
} from '../judge/candidate.ts';

/** Three models of one pull request as real projects have them, with everything that a comment can show. */

const repositoryUrl = `https://github.com/${repository}`;

/** A comment's input on these models, as the judge judges them. */
export function sampleInput(...all: readonly CandidateFacts[]): CommentInput {
  return {
    repositoryUrl,
    head,
    models: all.map((facts) => ({ facts, judgement: judge(facts) })),
    obstacles: [],
    notes: [],
    checkUrl: `${repositoryUrl}/runs/99`,
  };
}

type Pair = readonly [baseline: number, candidate: number, error: number];

/** One metric's difference as a record holds it; `error` is half of its 95% interval. */
function difference([before, now, error]: Pair): Comparison['metrics'][string] {
  const difference = now - before;
  return {
    baseline: before,
    candidate: now,
    difference,
    method: 'bootstrap',
    interval: { low: difference - error, high: difference + error },
    standardError: error / 1.96,
  };
}

function differences(metrics: Readonly<Record<string, Pair>>): Comparison['metrics'] {
  return Object.fromEntries(Object.entries(metrics).map(([id, pair]) => [id, difference(pair)]));
}

/** A slice's difference, with the p-value that its interval means about. */
export function slice(
  slice: SliceDifferences['slice'],
  rows: number,
  metrics: Readonly<Record<string, Pair>>,
): SliceDifferences {
  const values = Object.entries(metrics).map(([id, [baseline, candidate, error]]) => {
    const difference = candidate - baseline;
    const z = (1.96 * Math.abs(difference)) / error;
    const interval = { low: difference - error, high: difference + error };
    return [
      id,
      { baseline, candidate, difference, interval, pValue: Math.exp(-0.72 * z * z) },
    ] as const;
  });
  return { slice, rows, metrics: Object.fromEntries(values) };
}

interface Model {
  readonly name: string;
  readonly task: ModelConfig['task'];
  readonly rows: number;
  readonly metrics: Readonly<Record<string, Pair>>;
  readonly gate: NonNullable<ModelConfig['gate']>;
  readonly slices: readonly SliceDifferences[];
  readonly charts: readonly [before: EvaluationRecord['charts'], now: EvaluationRecord['charts']];
  readonly history: readonly HistoryPoint[];
}

/** The facts of one model, compared row by row with the merge base. */
export function facts(model: Model): CandidateFacts {
  const { name, task, rows, metrics, charts } = model;
  const [beforeCharts = [], nowCharts = []] = charts;
  const set = { digest: sha256(`rows of ${name}`), rows };
  const values = (side: 0 | 1): Record<string, number> =>
    Object.fromEntries(Object.entries(metrics).map(([id, pair]) => [id, pair[side]]));
  const shared = { model: name, task, evaluationSet: set } as const;
  const predictions = {
    path: 'predictions.parquet',
    digest: sha256(`old ${name}`),
    bytes: 812_000,
  };
  const before = baseline(values(0), {}, { ...shared, charts: beforeCharts, predictions });
  const comparison: Comparison = {
    baseline: { evaluation: before.evaluation.id, predictions: predictions.digest },
    rows: { candidate: rows, baseline: rows, compared: rows },
    resamples: 1_000,
    clusters: null,
    metrics: differences(metrics),
    slices: [...model.slices],
  };
  const trained = run({ model: name });
  return candidate({
    model: name,
    config: {
      ...config,
      task,
      evaluate: { ...config.evaluate, metrics: Object.keys(metrics) },
      gate: model.gate,
      environments: { staging: { state: 'deploy/staging.yaml', set: {} } },
    },
    run: trained,
    evaluation: evaluation(values(1), {
      ...shared,
      run: trained.id,
      charts: nowCharts,
      comparisons: [comparison],
    }),
    baselines: [before],
    history: model.history,
  });
}

const many = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index);

/** Runs of the default branch, in which a metric moves towards what it is now. */
function historyOf(
  metrics: Readonly<Record<string, readonly (number | null)[]>>,
): readonly HistoryPoint[] {
  const [first = []] = Object.values(metrics);
  return first.map((_, index) => ({
    commit: base,
    createdAt: `2026-07-${String(index + 1).padStart(2, '0')}T10:00:00Z`,
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([id, values]) => [id, values[index] ?? null]),
    ),
  }));
}

const curve = (power: number): number[] => many(101).map((index) => (index / 100) ** power);
const falling = (end: number, power: number): number[] =>
  many(101).map((index) => 1 - (1 - end) * (index / 100) ** power);
const scores = many(10).map((index) => 0.05 + index / 10);

/** Binary: better as a whole, worse on two slices. */
export function churn(): CandidateFacts {
  return facts({
    name: 'churn',
    task: 'binary',
    rows: 8_912,
    metrics: {
      roc_auc: [0.8312, 0.8694, 0.0061],
      average_precision: [0.6127, 0.6519, 0.0135],
      log_loss: [0.3841, 0.3512, 0.0079],
      f1: [0.5711, 0.5734, 0.0127],
      accuracy: [0.8415, 0.8398, 0.0066],
      brier: [0.1174, 0.1089, 0.0028],
    },
    gate: { metrics: { roc_auc: { max_regression: 0.005 }, f1: { max_regression: 0.01 } } },
    slices: [
      slice([{ column: 'plan', value: 'basic' }], 3_104, { roc_auc: [0.842, 0.871, 0.011] }),
      slice([{ column: 'plan', value: 'family' }], 1_208, { roc_auc: [0.861, 0.823, 0.015] }),
      slice(
        [
          { column: 'country', value: 'PT' },
          { column: 'plan', value: 'family' },
        ],
        214,
        {
          roc_auc: [0.858, 0.764, 0.041],
        },
      ),
      slice([{ column: 'age', from: 18, to: 27.5 }], 1_802, { roc_auc: [0.811, 0.868, 0.014] }),
      slice([{ column: 'country', value: 'IS' }], 17, { roc_auc: [0.9, 0.71, 0.31] }),
    ],
    charts: [
      [
        { kind: 'roc', truePositiveRate: curve(0.3) },
        { kind: 'precision-recall', precision: falling(0.22, 1.3) },
        {
          kind: 'calibration',
          predicted: scores.slice(0, 9),
          observed: scores.slice(0, 9).map((score) => score ** 1.6),
          rows: scores.slice(0, 9).map(() => 900),
        },
        {
          kind: 'confusion',
          classes: ['stays', 'leaves'],
          rows: [
            [6_402, 700],
            [713, 1_097],
          ],
        },
      ],
      [
        { kind: 'roc', truePositiveRate: curve(0.16) },
        { kind: 'precision-recall', precision: falling(0.22, 2.4) },
        {
          kind: 'calibration',
          predicted: scores,
          observed: scores.map((score) => score ** 1.1),
          rows: scores.map(() => 891),
        },
        {
          kind: 'confusion',
          classes: ['stays', 'leaves'],
          rows: [
            [6_371, 731],
            [697, 1_113],
          ],
        },
      ],
    ],
    history: historyOf({
      roc_auc: [0.79, 0.801, 0.8, 0.812, 0.818, null, 0.825, 0.83, 0.829, 0.831],
      f1: [0.52, 0.53, 0.541, 0.55, 0.548, null, 0.561, 0.57, 0.572, 0.571],
      accuracy: [0.84, 0.84, 0.84, 0.84, 0.84, null, 0.84, 0.84, 0.84, 0.84],
    }),
  });
}

/** Regression: clearly worse, with residuals that lean. */
export function demand(): CandidateFacts {
  const predicted = many(20).map((index) => 4 + index * 11.5);
  return facts({
    name: 'bike-demand',
    task: 'regression',
    rows: 263,
    metrics: { mae: [42.37, 51.2, 4.1], rmse: [65.65, 70.3, 7.9], r2: [0.637, 0.584, 0.071] },
    gate: { metrics: { mae: { max_regression: '5%', limit: 60 }, rmse: { max_regression: '5%' } } },
    slices: [
      slice([{ column: 'weather', value: 'rain' }], 61, { mae: [38.2, 66.9, 9.1] }),
      slice([{ column: 'weather', value: 'clear' }], 180, { mae: [43.4, 45.2, 4.4] }),
      slice([{ column: 'weather', value: 'snow' }], 22, { mae: [47.1, 58.3, 21.4] }),
    ],
    charts: [
      [
        {
          kind: 'residuals',
          predicted,
          low: predicted.map((x) => -12 - x * 0.3),
          middle: predicted.map((x) => Math.sin(x / 30) * 6),
          high: predicted.map((x) => 14 + x * 0.28),
        },
      ],
      [
        {
          kind: 'residuals',
          predicted: predicted.map((x) => x * 0.9),
          low: predicted.map((x) => -8 - x * 0.22),
          middle: predicted.map((x) => x * 0.12 - 2),
          high: predicted.map((x) => 16 + x * 0.45),
        },
      ],
    ],
    history: historyOf({
      mae: [61.2, 58.4, 57.9, 52.1, 49.8, 50.2, 47.3, 44.9, 44.1, 43.7, 42.9, 42.4],
      rmse: [90.1, 88.4, 86.2, 80.1, 77.5, 76.9, 72.4, 70.2, 69.8, 67.1, 66.3, 65.7],
      r2: [0.42, 0.45, 0.44, 0.49, 0.52, 0.53, 0.57, 0.6, 0.6, 0.62, 0.63, 0.64],
    }),
  });
}

/** Multiclass: the rows can't tell. */
export function tickets(): CandidateFacts {
  const classes = ['billing', 'bug report', 'how to', 'other'];
  return facts({
    name: 'tickets',
    task: 'multiclass',
    rows: 640,
    metrics: { accuracy: [0.8125, 0.8047, 0.0171], log_loss: [0.612, 0.604, 0.031] },
    gate: { metrics: { accuracy: { max_regression: 0.01 } } },
    slices: [],
    charts: [
      [
        {
          kind: 'confusion',
          classes,
          rows: [
            [140, 9, 8, 3],
            [11, 131, 14, 4],
            [7, 16, 129, 8],
            [6, 15, 19, 120],
          ],
        },
      ],
      [
        {
          kind: 'confusion',
          classes,
          rows: [
            [144, 6, 7, 3],
            [14, 122, 19, 5],
            [6, 13, 133, 8],
            [7, 17, 20, 116],
          ],
        },
      ],
    ],
    history: historyOf({ accuracy: [0.79, 0.8, 0.81], log_loss: [0.66, 0.64, 0.61] }),
  });
}
