import type { ModelConfig, PredictionsConfig } from '../../schemas/types.ts';
import { quoted } from '../predictions/columns/quoted.ts';

/** Which columns of the current data hold what; null where none does. */
export interface ProductionColumns {
  readonly task: ModelConfig['task'];
  readonly label: string | null;
  readonly prediction: string | null;
  /** Binary: the probability of the positive class. */
  readonly score: string | null;
  readonly positive: string | undefined;
  /** Multiclass: the columns of the probabilities by class; null unless all are there. */
  readonly scores: Readonly<Record<string, string>> | null;
  /** Regression: the ends of the predicted interval. */
  readonly bounds: { readonly lower: string; readonly upper: string } | null;
  /** Regression: by quantile as the configuration writes it. */
  readonly quantiles: Readonly<Record<string, string>>;
  readonly query: string | null;
  readonly weight: string | null;
  readonly group: string | null;
  readonly time: string | null;
  readonly slices: readonly string[];
  /** What was named and is not there, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * The columns of predictions in production: those that `monitor` names, else those of `evaluate.predictions` as far as
 * the data hold them. A column that `monitor` names and the data lack is a sentence, and what depends on it is not
 * judged.
 */
export function productionColumns(
  config: ModelConfig,
  available: readonly string[],
): ProductionColumns {
  const has = new Set(available);
  const notes: string[] = [];
  const { monitor, task } = config;
  const { predictions } = config.evaluate;
  const held = (name: string | undefined): string | null =>
    name !== undefined && has.has(name) ? name : null;
  const named = (key: 'label' | 'prediction' | 'score' | 'time'): string | null => {
    const own = monitor?.[key];
    if (own === undefined) return key === 'time' ? null : held(predictions[key]);
    if (!has.has(own)) notes.push(lacking(`monitor.${key}`, own));
    return held(own);
  };
  const slices = (monitor?.slices ?? []).filter((name) => {
    if (!has.has(name)) notes.push(lacking('monitor.slices', name));
    return has.has(name);
  });
  return {
    task,
    label: named('label'),
    prediction: named('prediction'),
    score: task === 'binary' ? named('score') : null,
    positive: predictions.positive,
    scores: task === 'multiclass' ? scoresOf(predictions, has) : null,
    bounds: boundsOf(predictions, held),
    quantiles: quantilesOf(predictions, has),
    query: held(predictions.query),
    weight: held(predictions.weight),
    group: held(predictions.group),
    time: named('time'),
    slices,
    notes,
  };
}

function scoresOf(
  { scores }: PredictionsConfig,
  has: ReadonlySet<string>,
): ProductionColumns['scores'] {
  return scores !== undefined && Object.values(scores).every((name) => has.has(name))
    ? scores
    : null;
}

function boundsOf(
  predictions: PredictionsConfig,
  held: (name: string | undefined) => string | null,
): ProductionColumns['bounds'] {
  const [lower, upper] = [held(predictions.lower), held(predictions.upper)];
  return lower === null || upper === null ? null : { lower, upper };
}

function quantilesOf(
  { quantiles }: PredictionsConfig,
  has: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(quantiles ?? {}).filter(([, name]) => has.has(name)));
}

function lacking(key: string, name: string): string {
  return `${key} names the column ${quoted(name)}, which the current data do not hold: correct the name, or write the column.`;
}
