import { describe, expect, it } from 'vitest';
import { calibrationOf } from '../../../core/performance/estimate/calibration.ts';
import {
  canBeEstimated,
  estimateWithoutLabels,
} from '../../../core/performance/estimate/estimate.ts';
import type { Chances, Unlabelled } from '../../../core/performance/estimate/expected.ts';
import { isotonic } from '../../../core/performance/estimate/isotonic.ts';
import { examinePerformance } from '../../../core/performance/index.ts';
import { measure } from '../../../core/performance/measure.ts';
import { allRows, type KeptRows } from '../../../core/performance/rows.ts';
import { selectRows } from '../../../core/predictions/select-rows.ts';
import { type Columns, draws, factsOf, modelOf, read } from './fixture.ts';
import golden from './golden/cbpe.json' with { type: 'json' };

const ids = ['roc_auc', 'f1', 'precision', 'recall', 'specificity', 'accuracy'];
const resampling = { seed: 'test', resamples: 200 };

/** The table of golden/make.py; `y` is empty without labels. */
function table(seed: number, rows: number, power: number, tilt: number, labels = true): Columns {
  const uniform = draws(seed);
  const columns: { y: (number | null)[]; y_hat: number[]; score: number[] } = {
    y: [],
    y_hat: [],
    score: [],
  };
  for (let row = 0; row < rows; row++) {
    const chance = uniform() ** tilt;
    const label = Number(uniform() < chance);
    columns.score.push(chance ** power);
    columns.y_hat.push(Number(chance ** power >= 0.5));
    columns.y.push(labels ? label : null);
  }
  return columns;
}

const config = modelOf('binary', ids, { performance: { accuracy: { limit: 0.7 } } });

function keptOf(columns: Columns): KeptRows {
  const { kept } = read(config, columns);
  if (kept === null) throw new TypeError('No row was kept.');
  return kept;
}

function unlabelled({ predictions }: KeptRows): Unlabelled {
  if (!canBeEstimated(predictions)) throw new TypeError('No probabilities.');
  return predictions;
}

function chancesBy(calibrate: (score: number) => number): (predictions: Unlabelled) => Chances {
  return ({ scores, rows }) => ({
    classes: 2,
    values: Float64Array.from({ length: 2 * rows }, (_, copy) => {
      const chance = calibrate(scores?.[Math.floor(copy / 2)] ?? 0);
      return copy % 2 === 1 ? chance : 1 - chance;
    }),
  });
}

function analysis(power: number): KeptRows {
  return keptOf(table(12, golden.analysis_rows, power, 1.5));
}

describe('metrics that are estimated without labels', () => {
  it.each(golden.cases)('are those of NannyML with scores to the power of $power', (one) => {
    const reference = keptOf(table(11, golden.reference_rows, one.power, 1)).predictions;
    if (reference.kind !== 'binary' || reference.scores === null) throw new TypeError('No scores.');
    const calibrate = isotonic(reference.labels, reference.scores);
    const found = estimateWithoutLabels(
      ids,
      unlabelled(analysis(one.power)),
      { kind: 'chances', of: chancesBy(calibrate), note: '' },
      resampling,
    );
    for (const id of ids) {
      const expected = one.values[id as keyof typeof one.values];
      expect(found.get(id)?.value, id).toBeCloseTo(expected, 5);
    }
  });

  it('have the losses that the probabilities lead one to expect', () => {
    const of = chancesBy((score) => score);
    const found = estimateWithoutLabels(
      ['brier', 'log_loss'],
      unlabelled(analysis(1)),
      { kind: 'chances', of, note: '' },
      resampling,
    );
    expect(found.get('brier')?.value).toBeCloseTo(golden.losses.brier, 10);
    expect(found.get('log_loss')?.value).toBeCloseTo(golden.losses.log_loss, 10);
  });

  it('are expected of three classes too', () => {
    const uniform = draws(21);
    const scores = Array.from({ length: golden.analysis_rows }, () => [
      uniform(),
      uniform(),
      uniform(),
    ]);
    const three = modelOf(
      'multiclass',
      ['accuracy'],
      {},
      { scores: { a: 'pa', b: 'pb', c: 'pc' } },
    );
    const shares = scores.map((row) => row.map((one) => one / row.reduce((sum, x) => sum + x, 0)));
    const names = shares.map((row) => ['a', 'b', 'c'][row.indexOf(Math.max(...row))] ?? 'a');
    const column = (place: number): number[] => shares.map((row) => row[place] ?? 0);
    const { kept } = read(three, { y_hat: names, pa: column(0), pb: column(1), pc: column(2) });
    if (kept === null || !canBeEstimated(kept.predictions)) throw new TypeError('No rows.');
    const calibration = calibrationOf([kept]);
    if (calibration.kind === 'none') throw new TypeError(calibration.reason);
    const found = estimateWithoutLabels(['accuracy'], kept.predictions, calibration, resampling);
    expect(found.get('accuracy')?.value).toBeCloseTo(golden.three_classes.accuracy, 10);
  });

  it('have an interval that holds the metric of the labels in about 95 of 100 windows', () => {
    let held = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const kept = keptOf(table(1000 + 17 * seed, 400, 1, 1));
      const of = chancesBy((score) => score);
      const calibration = { kind: 'chances' as const, of, note: '' };
      const found = estimateWithoutLabels(['f1'], unlabelled(kept), calibration, resampling);
      const truth =
        measure(['f1'], kept.predictions, { seed: 'x', resamples: 60 }).get('f1')?.value ?? 0;
      const { low, high } = found.get('f1')?.interval ?? { low: 1, high: 0 };
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(55);
  });

  it('follow isotonic regression as scikit-learn does it', () => {
    const reference = keptOf(table(11, 200, 2, 1)).predictions;
    if (reference.kind !== 'binary' || reference.scores === null) throw new TypeError('No scores.');
    const calibrate = isotonic(reference.labels, reference.scores);
    for (const [index, at] of golden.isotonic.at.entries()) {
      expect(calibrate(at), `at ${at}`).toBeCloseTo(golden.isotonic.values[index] ?? 0, 10);
    }
  });
});

describe('calibration', () => {
  it('takes scores as they are where they are chances, in 100 of 100 models', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const found = calibrationOf([keptOf(table(31 * seed, 1200, 1, 1))]);
      expect(found).toMatchObject({
        kind: 'chances',
        note: expect.stringContaining('are calibrated'),
      });
    }
  });

  it('calibrates them anew on 1,000 labelled rows where they are not', () => {
    const found = calibrationOf([keptOf(table(11, 1200, 2, 1))]);
    expect(found).toMatchObject({ kind: 'chances', note: expect.stringContaining('anew') });
  });

  it('estimates nothing where they are not chances and the labelled rows are few', () => {
    const found = calibrationOf([keptOf(table(11, 600, 2, 1))]);
    expect(found).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('not calibrated'),
    });
  });

  it('says that it could not be checked without labels', () => {
    const found = calibrationOf([keptOf(table(11, 600, 2, 1, false))]);
    expect(found).toMatchObject({ note: expect.stringContaining('too few labelled rows') });
  });
});

describe('performance without labels', () => {
  const few = table(12, 600, 1, 1.5, false);

  it('is judged by the estimate, which is marked as one', () => {
    const { performance } = examinePerformance(factsOf(config, read(config, few)));
    const accuracy = performance.find(({ metric }) => metric === 'accuracy');
    expect(accuracy).toMatchObject({ estimated: true, outcome: 'stable', rows: 600 });
    expect(accuracy?.reason).toContain('Without labels');
  });

  it('drifts where the whole interval of the estimate is under the limit', () => {
    const strict = modelOf('binary', ids, { performance: { accuracy: { limit: 0.9 } } });
    const { performance } = examinePerformance(factsOf(strict, read(strict, few)));
    expect(performance.find(({ metric }) => metric === 'accuracy')?.outcome).toBe('drift');
  });

  it('is insufficient data, not stable, where the scores are known not to be chances', () => {
    const reference = read(config, table(11, 600, 2, 1));
    const { performance } = examinePerformance(factsOf(config, read(config, few), { reference }));
    expect(performance.map(({ metric, outcome }) => [metric, outcome])).toEqual([
      ['accuracy', 'insufficient-data'],
    ]);
  });

  it('is not changed by how the rows are ordered', () => {
    const kept = keptOf(few);
    const of = chancesBy((score) => score);
    const calibration = { kind: 'chances' as const, of, note: '' };
    const turned = selectRows(kept.predictions, allRows(kept).toReversed());
    if (!canBeEstimated(turned)) throw new TypeError('No probabilities.');
    const [one, other] = [unlabelled(kept), turned].map((rows) =>
      estimateWithoutLabels(['roc_auc'], rows, calibration, resampling).get('roc_auc'),
    );
    expect(one?.value).toBeCloseTo(other?.value ?? 0, 12);
  });
});
