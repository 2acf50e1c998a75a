import type {
  BinaryPredictions,
  Clusters,
  NumericPredictions,
  Predictions,
} from '../../../core/predictions/predictions.ts';
import { selectRows } from '../../../core/predictions/select-rows.ts';
import { normalQuantile } from '../../../core/statistics/normal.ts';
import type { Random } from '../../../core/statistics/random.ts';

/** What two models predicted of the same rows. */
export interface Pair {
  readonly candidate: Predictions;
  readonly baseline: Predictions;
}

/** So many rows of a population, drawn with replacement: independent rows whose truth is the population's. */
export function sample({ candidate, baseline }: Pair, rows: number, { uniform }: Random): Pair {
  const drawn = Uint32Array.from({ length: rows }, () => Math.floor(uniform() * candidate.rows));
  return { candidate: selectRows(candidate, drawn), baseline: selectRows(baseline, drawn) };
}

/** Two regression models whose errors are shared in part; the candidate's are larger. */
export function regressionPopulation(rows: number, random: Random): Pair {
  const labels = Float64Array.from({ length: rows }, () => 10 + 2 * normal(random));
  const shared = labels.map((label) => label + 0.8 * normal(random));
  const model = (ownError: number): NumericPredictions => ({
    kind: 'numeric',
    rows,
    ...bare,
    labels,
    predicted: shared.map((value) => value + ownError * normal(random)),
    bounds: null,
    quantiles: new Map(),
  });
  return { candidate: model(0.6), baseline: model(0.45) };
}

/**
 * Two classifiers that are neither sure nor calibrated; about 37% of the rows are positive. The baseline's own error has
 * the standard deviation 0.6 on the logit's scale: with a larger one the candidate is worse.
 */
export function classifierPopulation(rows: number, candidateError: number, random: Random): Pair {
  const latent = Float64Array.from({ length: rows }, () => 1.5 * normal(random) - 0.7);
  const labels = labelsOf(latent, random);
  const model = (ownError: number): BinaryPredictions =>
    classifier(
      labels,
      latent.map((value) => logistic(value + ownError * normal(random))),
      null,
    );
  return { candidate: model(candidateError), baseline: model(0.6) };
}

/** The same rows twice, the second time with the models swapped: so both are exactly equally good. */
export function equallyGoodClassifiers(rows: number, random: Random): Pair {
  const { candidate, baseline } = classifierPopulation(rows, 0.9, random);
  if (candidate.kind !== 'binary' || baseline.kind !== 'binary') throw new Error('Not binary.');
  const labels = Uint8Array.from([...candidate.labels, ...candidate.labels]);
  const [ours, theirs] = [candidate.scores ?? [], baseline.scores ?? []];
  return {
    candidate: classifier(labels, Float64Array.from([...ours, ...theirs]), null),
    baseline: classifier(labels, Float64Array.from([...theirs, ...ours]), null),
  };
}

/** Two equally good classifiers, each of which errs on all rows of a cluster alike. */
export function clusteredClassifiers(count: number, rowsEach: number, random: Random): Pair {
  const codes = Int32Array.from({ length: count * rowsEach }, (_, row) =>
    Math.floor(row / rowsEach),
  );
  const latent = Float64Array.from(codes, () => 1.5 * normal(random) - 0.7);
  const labels = labelsOf(latent, random);
  const model = (): BinaryPredictions => {
    const errors = Float64Array.from({ length: count }, () => 1.5 * normal(random));
    const scores = latent.map((value, row) => logistic(value + (errors[codes[row] ?? 0] ?? 0)));
    return classifier(labels, scores, { count, codes });
  };
  return { candidate: model(), baseline: model() };
}

const bare = { keys: null, weights: null, clusters: null, slices: [] } as const;

function classifier(
  labels: Uint8Array,
  scores: Float64Array,
  clusters: Clusters | null,
): BinaryPredictions {
  return {
    kind: 'binary',
    rows: labels.length,
    ...bare,
    clusters,
    positive: '1',
    negative: '0',
    labels,
    predicted: Uint8Array.from(scores, (score) => (score >= 0.5 ? 1 : 0)),
    scores,
  };
}

function labelsOf(latent: Float64Array, { uniform }: Random): Uint8Array {
  return Uint8Array.from(latent, (value) => (uniform() < logistic(value) ? 1 : 0));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** A standard normal variate. */
function normal({ uniform }: Random): number {
  return normalQuantile(uniform() + 2 ** -54);
}
