import { formatCount } from '../../report/number.ts';
import type { Predictions } from '../../predictions/predictions.ts';
import { selectRows } from '../../predictions/select-rows.ts';
import { normalQuantile } from '../../statistics/normal.ts';
import { allRows, type KeptRows, labelledOf } from '../rows.ts';
import { type Chances, type Unlabelled } from './expected.ts';
import { isotonic } from './isotonic.ts';

/** With fewer labelled rows calibration is not tested. */
const fewestTested = 200;
/** With fewer the scores are not calibrated anew. */
const fewestFitted = 1_000;
const bins = 10;
/** Mean distances of score and share that are smaller hardly move an estimate. */
const largestError = 0.02;
/** Once in 1,000 calibrated models. */
const significance = 0.001;

/** How the scores become chances, or why they can't. */
export type Calibration =
  | {
      readonly kind: 'chances';
      readonly of: (predictions: Unlabelled) => Chances;
      /** What is known of the calibration, a sentence. */
      readonly note: string;
    }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * Whether scores are chances, tested on the rows of `sources` that have labels: the first with at least 200 is taken.
 * Where they are not, those of a binary model are calibrated anew by isotonic regression on the same rows, if there are
 * 1,000; of others nothing is estimated. Without any labelled rows the scores are taken as they are, and that is said.
 */
export function calibrationOf(sources: readonly KeptRows[]): Calibration {
  const labelled = firstLabelled(sources);
  if (labelled === null) {
    return asTheyAre('There are too few labelled rows to check whether the scores are calibrated.');
  }
  const worst = Math.max(...errorsOf(labelled));
  if (!(worst > largestError)) {
    return asTheyAre(
      `The scores are calibrated, as ${formatCount(labelled.rows, 'labelled row')} say.`,
    );
  }
  if (labelled.kind !== 'binary' || labelled.scores === null || labelled.rows < fewestFitted) {
    return {
      kind: 'none',
      reason: `The scores are not calibrated: on ${labelled.rows} labelled rows they are off by ${(100 * worst).toFixed(1)} points on average, and at most ${100 * largestError} are allowed. Calibrate the model, or give ${fewestFitted} labelled rows of a binary model, from which it is done here.`,
    };
  }
  const calibrate = isotonic(labelled.labels, labelled.scores);
  return {
    kind: 'chances',
    of: (predictions) => chancesOf(predictions, calibrate),
    note: `The scores were off by ${(100 * worst).toFixed(1)} points on average, and were calibrated anew on ${formatCount(labelled.rows, 'labelled row')}.`,
  };
}

function firstLabelled(sources: readonly KeptRows[]): Predictions | null {
  for (const kept of sources) {
    const rows = labelledOf(kept, allRows(kept));
    if (rows.length >= fewestTested) return selectRows(kept.predictions, rows);
  }
  return null;
}

function asTheyAre(note: string): Calibration {
  return { kind: 'chances', of: (predictions) => chancesOf(predictions, (score) => score), note };
}

function chancesOf(predictions: Unlabelled, calibrate: (score: number) => number): Chances {
  const scores = predictions.scores ?? new Float64Array();
  if (predictions.kind === 'multiclass') {
    return { classes: predictions.classes.length, values: normalised(predictions) };
  }
  const values = new Float64Array(2 * predictions.rows);
  for (let row = 0; row < predictions.rows; row++) {
    const chance = calibrate(scores[row] ?? 0);
    values[2 * row] = 1 - chance;
    values[2 * row + 1] = chance;
  }
  return { classes: 2, values };
}

/** So that the chances of a row add up to 1. */
function normalised({ scores, classes, rows }: Extract<Unlabelled, { kind: 'multiclass' }>) {
  const values = (scores ?? new Float64Array()).slice();
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * classes.length, (row + 1) * classes.length);
    const sum = own.reduce((total, value) => total + value, 0);
    for (let place = 0; place < own.length; place++) own[place] = (own[place] ?? 0) / sum;
  }
  return values;
}

/** By class: the mean distance of score and share of the class over ten bins, as far as it is surely there. */
function errorsOf(predictions: Predictions): readonly number[] {
  if (predictions.kind === 'binary' && predictions.scores !== null) {
    const { labels, scores, rows } = predictions;
    return [
      errorOf(
        rows,
        (row) => scores[row] ?? 0,
        (row) => labels[row] ?? 0,
      ),
    ];
  }
  if (predictions.kind !== 'multiclass' || predictions.scores === null) return [0];
  const { labels, scores, rows, classes } = predictions;
  return classes.map((_, place) =>
    errorOf(
      rows,
      (row) => scores[row * classes.length + place] ?? 0,
      (row) => Number(labels[row] === place),
    ),
  );
}

/** 0 where no bin is off by more than chance makes it, with Bonferroni's correction over the bins. */
function errorOf(
  rows: number,
  scoreOf: (row: number) => number,
  labelOf: (row: number) => number,
): number {
  const [counts, scores, labels, spread] = [0, 1, 2, 3].map(() => new Float64Array(bins));
  for (let row = 0; row < rows; row++) {
    const score = scoreOf(row);
    const bin = Math.min(bins - 1, Math.floor(score * bins));
    add(counts, bin, 1);
    add(scores, bin, score);
    add(labels, bin, labelOf(row));
    add(spread, bin, score * (1 - score));
  }
  const reach = -normalQuantile(significance / (2 * bins));
  let [total, isSure] = [0, false];
  for (let bin = 0; bin < bins; bin++) {
    const off = Math.abs((labels?.[bin] ?? 0) - (scores?.[bin] ?? 0));
    total += off;
    // One more row of variance, since a score of 0 or 1 says that there is none.
    if (off > reach * Math.sqrt((spread?.[bin] ?? 0) + 1)) isSure = true;
  }
  return isSure ? total / rows : 0;
}

function add(sums: Float64Array | undefined, bin: number, more: number): void {
  if (sums !== undefined) sums[bin] = (sums[bin] ?? 0) + more;
}
