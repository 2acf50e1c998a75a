import { describe, expect, it } from 'vitest';
import { sliceFloor } from '../../../core/checks/slice-floor.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { Interval, ModelConfig, SliceMetrics, SliceName } from '../../../schemas/types.ts';
import { candidate, comparison, config, evaluation, testSet } from '../judge/candidate.ts';
import { context } from './context.ts';

const rain: SliceName = [{ column: 'weather', value: 'rain' }];
const sun: SliceName = [{ column: 'weather', value: 'sun' }];

function slice(
  name: SliceName,
  rows: number,
  value: number | null,
  interval?: Interval,
): SliceMetrics {
  const found = interval === undefined ? { value } : { value, interval };
  return { slice: name, rows, metrics: { accuracy: found } };
}

/** A classifier that is right on 90% of all rows. */
function facts(slices: SliceMetrics[] | null, changes: Partial<ModelConfig> = {}): CandidateFacts {
  return candidate({
    config: {
      ...config,
      task: 'binary',
      evaluate: { ...config.evaluate, metrics: ['accuracy'], slices: ['weather'] },
      gate: {},
      ...changes,
    },
    evaluation: evaluation({ accuracy: 0.9, mae: 10 }, slices === null ? {} : { slices }),
  });
}

function judged(slices: SliceMetrics[] | null, changes: Partial<ModelConfig> = {}) {
  return sliceFloor.judge(facts(slices, changes), context);
}

/** Of an evaluation on so many rows. */
function judgedOf(rows: number, slices: SliceMetrics[], changes: Partial<ModelConfig> = {}) {
  const given = facts(slices, changes);
  const evaluationSet = { ...testSet, rows };
  return sliceFloor.judge(
    { ...given, evaluation: evaluation({ accuracy: 0.9 }, { slices, evaluationSet }) },
    context,
  );
}

function maeFloor(floor: string): Partial<ModelConfig> {
  return { gate: { slices: { floor, metrics: ['mae'] } } };
}

const day = (value: string) => ({ column: 'day', value });

describe('the check slice-floor', () => {
  it('passes when every slice with enough rows is within the floor, and tells of the small ones', () => {
    expect(judged([slice(sun, 400, 0.92), slice(rain, 200, 0.86), slice(rain, 99, 0.1)])).toEqual({
      outcome: 'pass',
      sentence: 'No slice of 100 rows or more is worse than the whole by more than 0.05: accuracy.',
      evidence: ['1 slice of fewer than 100 rows: shown, not judged.'],
    });
  });

  it('warns when so many rows are in no slice of a column that one may be judged among them', () => {
    const { outcome, sentence } = judgedOf(1_000, [slice(sun, 400, 0.92), slice(rain, 150, 0.9)]);
    expect(outcome).toBe('warn');
    expect(sentence).toContain('450 rows of 1,000 rows are in no slice by weather');
    const surely = judgedOf(1_000, [slice(sun, 400, 0.92), slice(rain, 150, 0.6)]);
    expect(surely.outcome).toBe('fail');
    expect(surely.evidence.join()).toContain('450 rows');
  });

  it('passes when no value that was left out has rows enough, since it has fewer than those that were not', () => {
    const kept = [slice(sun, 400, 0.92), slice(rain, 99, 0.9)];
    expect(judgedOf(1_000, kept).outcome).toBe('pass');
    const ranges = [slice([{ column: 'weather', from: 0, to: 9 }], 99, 0.9), ...kept];
    expect(judgedOf(1_000, ranges).outcome).toBe('warn');
  });

  it('warns when slices of two columns did not fit that may be large', () => {
    const evaluate = { ...config.evaluate, metrics: ['accuracy'], slices: ['weather', 'day'] };
    const single = [slice(sun, 600, 0.9), slice([day('mon')], 600, 0.9)];
    const both = (rows: number) => slice([day('mon'), ...sun], rows, 0.9);
    expect(judgedOf(600, [...single, both(600)], { evaluate }).outcome).toBe('pass');
    expect(judgedOf(600, [...single, both(50)], { evaluate }).outcome).toBe('pass');
    const cut = judgedOf(600, [...single, both(300)], { evaluate });
    expect(cut.outcome).toBe('warn');
    expect(cut.sentence).toContain('300 rows of 600 rows are in no slice by weather and day');
    expect(judgedOf(600, single, { evaluate }).outcome).toBe('warn');
  });

  it('is inconclusive for a record that does not say how many rows there were', () => {
    const given = facts([slice(rain, 200, 0.9)]);
    const { evaluationSet: _, ...record } = given.evaluation ?? evaluation({});
    const found = sliceFloor.judge({ ...given, evaluation: record }, context);
    expect(found.outcome).toBe('inconclusive');
    expect(found.sentence).toContain('how many rows were evaluated');
  });

  it('fails when a slice is surely below the floor', () => {
    const interval = { low: 0.55, high: 0.65 };
    const { outcome, sentence } = judged([slice(sun, 400, 0.95), slice(rain, 200, 0.6, interval)]);
    expect(outcome).toBe('fail');
    expect(sentence).toBe(
      'On 1 slice a metric is surely below the floor. accuracy is 0.6 on weather = rain (n = 200, by 95% between 0.55 and 0.65) and 0.9 on all rows: worse by more than 0.05.',
    );
  });

  it('warns when a slice is below the floor, and its interval is not', () => {
    const { outcome, sentence } = judged([slice(rain, 200, 0.83, { low: 0.78, high: 0.88 })]);
    expect(outcome).toBe('warn');
    expect(sentence).toContain("these rows can't tell whether by luck");
  });

  it('warns of one of many slices for which it would fail if it were the only one', () => {
    const interval = { low: 0.79, high: 0.849 };
    const one = slice(rain, 200, 0.8195, interval);
    expect(judged([one]).outcome).toBe('fail');
    const others = Array.from({ length: 50 }, (_, index) =>
      slice([{ column: 'weather', value: String(index) }], 200, 0.9, { low: 0.87, high: 0.93 }),
    );
    expect(judged([one, ...others]).outcome).toBe('warn');
  });

  it('fails by the value where a slice has no interval', () => {
    expect(judged([slice(rain, 200, 0.84)]).outcome).toBe('fail');
  });

  it("judges the slices of the comparison row by row by the candidate's own values", () => {
    const compared = comparison({ accuracy: { baseline: 0.7, candidate: 0.9, interval: [0, 1] } });
    const values = { baseline: 0.5, candidate: 0.6, difference: 0.1 };
    const metrics = { accuracy: { ...values, candidateInterval: { low: 0.55, high: 0.65 } } };
    const beside = { ...compared, slices: [{ slice: rain, rows: 200, metrics }] };
    const { outcome, sentence } = sliceFloor.judge(facts(null), { ...context, comparison: beside });
    expect(outcome).toBe('fail');
    expect(sentence).toContain('0.6 on weather = rain');
  });

  it('judges by the floor, the rows and the metrics of the base branch', () => {
    const low = [slice(rain, 200, 0.6)];
    expect(judged(low, { gate: { slices: { floor: 0.4 } } }).outcome).toBe('pass');
    expect(judged(low, { gate: { slices: { floor: '40%' } } }).outcome).toBe('pass');
    expect(judged(low, { gate: { slices: { floor: '20%' } } }).outcome).toBe('fail');
    expect(
      judged([...low, slice(sun, 500, 0.9)], { gate: { slices: { min_rows: 201 } } }).outcome,
    ).toBe('pass');
  });

  it("turns an error's direction round", () => {
    const mae = { slice: rain, rows: 200, metrics: { mae: { value: 13 } } };
    expect(judged([mae], maeFloor('20%')).outcome).toBe('fail');
    expect(judged([mae], maeFloor('30%')).outcome).toBe('pass');
  });

  it('passes without slices only where none are configured and the tier is not high', () => {
    const evaluate = { ...config.evaluate, metrics: ['accuracy'] };
    expect(judged(null, { evaluate }).outcome).toBe('pass');
    expect(judged(null, { evaluate, risk: 'high' }).outcome).toBe('inconclusive');
  });

  it.each([
    ['there is no evaluation', { ...facts(null), evaluation: null }, 'successful evaluation'],
    ['no slices are recorded', facts(null), 'no slices by weather'],
    [
      'those of a column are left out',
      facts([slice([{ column: 'season', value: 'w' }], 200, 0.9)]),
      'no slices by weather',
    ],
    [
      'a metric has no value on a slice',
      facts([slice(rain, 200, null)]),
      'accuracy has no finite value on the slice weather = rain',
    ],
    [
      'a metric is not recorded by slice',
      facts([{ slice: rain, rows: 200, metrics: {} }]),
      'accuracy has no finite value',
    ],
    ['no slice has enough rows', facts([slice(rain, 99, 0.1)]), 'No slice has the 100 rows'],
    [
      'a metric is no share and has no floor',
      facts([slice(rain, 200, 0.9)], { gate: { slices: { metrics: ['mae'] } } }),
      'gate.slices.floor',
    ],
  ] as const)('is inconclusive when %s', (_, given, part) => {
    const { outcome, sentence } = sliceFloor.judge(given, context);
    expect(outcome).toBe('inconclusive');
    expect(sentence).toContain(part);
  });
});
