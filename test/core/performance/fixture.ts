import { beginProduction } from '../../../core/performance/reading/reading.ts';
import { productionColumns } from '../../../core/performance/columns.ts';
import type { PerformanceFacts } from '../../../core/performance/facts.ts';
import type { ProductionRows } from '../../../core/performance/rows.ts';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import type { SliceColumn } from '../../../core/predictions/predictions.ts';
import { random } from '../../../core/statistics/random.ts';
import type { ModelConfig } from '../../../schemas/types.ts';

export const day = 86_400_000;

/** Park and Miller's generator, as in golden/make.py. */
export function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Normal numbers; those of two seeds have nothing to do with each other. */
export function normals(seed: number): () => number {
  const { uniform } = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A model of a task whose columns are `y`, `y_hat`, `score` and `time`. */
export function modelOf(
  task: ModelConfig['task'],
  metrics: string[],
  monitor: Partial<NonNullable<ModelConfig['monitor']>> = {},
  predictions: Partial<ModelConfig['evaluate']['predictions']> = {},
): ModelConfig {
  return {
    task,
    train: { run: 'python train.py', inputs: ['train.py'], outputs: ['model/'] },
    evaluate: {
      metrics,
      predictions: {
        path: 'p.csv',
        label: 'y',
        prediction: 'y_hat',
        score: 'score',
        ...predictions,
      },
    },
    monitor: { reference: { path: 'r.csv' }, current: { path: 'c.csv' }, time: 'time', ...monitor },
  };
}

export type Columns = Readonly<Record<string, readonly Cell[]>>;

/** Reads columns as a file would give them. */
export function read(
  config: ModelConfig,
  columns: Columns,
  like: readonly SliceColumn[] = [],
): ProductionRows {
  const reading = beginProduction(productionColumns(config, Object.keys(columns)), { like });
  const rows = Object.values(columns)[0]?.length ?? 0;
  for (const { name, column } of reading.columns) {
    for (const [row, cell] of (columns[name] ?? []).entries()) column.push(cell, row + 2);
  }
  return reading.finish(rows);
}

/** So many rows a day: regression with errors of one unit, off by `bias(day)`; labels as far as `known(day)`. */
export function regressionDays(
  seed: number,
  days: number,
  rows: number,
  bias: (day: number) => number,
  known: (day: number) => number = () => rows,
): Columns {
  const normal = normals(seed);
  const columns = { y: [] as Cell[], y_hat: [] as Cell[], time: [] as Cell[] };
  for (let row = 0; row < days * rows; row++) {
    const at = Math.floor(row / rows);
    const truth = 10 * normal();
    columns.y.push(row % rows < known(at) ? truth : null);
    columns.y_hat.push(truth + normal() + bias(at));
    columns.time.push(at * day + (row % rows));
  }
  return columns;
}

/** Days since 1970 as windows. */
export function windowsOf(days: number): PerformanceFacts['windows'] {
  return Array.from({ length: days }, (_, at) => ({ start: at * day, end: (at + 1) * day }));
}

/** Facts with nothing to compare with. */
export function factsOf(
  config: ModelConfig,
  current: ProductionRows,
  more: Partial<PerformanceFacts> = {},
): PerformanceFacts {
  return {
    config,
    current,
    reference: null,
    referenceValues: new Map(),
    windows: [],
    draws: { seed: 'test', resamples: 200 },
    ...more,
  };
}
