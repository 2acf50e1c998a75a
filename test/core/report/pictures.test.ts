import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictures } from '../../../core/report/pictures/index.ts';
import { pointsBetween, spread } from '../../../core/report/pictures/spread.ts';
import { xychart } from '../../../core/report/pictures/xychart.ts';
import type { EvaluationRecord } from '../../../schemas/types.ts';
import { evaluation } from '../judge/candidate.ts';
import { metricComparison } from './comparison.ts';

type Charts = NonNullable<EvaluationRecord['charts']>;
const withCharts = (...charts: Charts): EvaluationRecord => evaluation({}, { charts });

function drawn(now: Charts, before: Charts | null): string {
  const baseline = before === null ? null : withCharts(...before);
  const sources = { candidate: withCharts(...now), baseline, comparisons: [], history: [] };
  return pictures(sources)
    .map(({ lines }) => lines.join('\n'))
    .join('\n\n');
}

/** The values of each line of a chart. */
const linesOf = (text: string): readonly (readonly number[])[] =>
  [...text.matchAll(/^line \[(.*)\]$/gm)].map(([, list = '']) => list.split(', ').map(Number));

const roc = (truePositiveRate: number[]): Charts => [{ kind: 'roc', truePositiveRate }];

const bins = (predicted: (number | null)[], observed: (number | null)[]): Charts => [
  { kind: 'calibration', predicted, observed, rows: predicted.map(() => 10) },
];

const matrix = (rows: number[][], classes = ['no', 'yes']): Charts => [
  { kind: 'confusion', classes, rows },
];

const history = (mae: readonly (number | null)[]) =>
  mae.map((value) => ({ commit: 'c', createdAt: '', metrics: { mae: value } }));

describe('curves', () => {
  it('are drawn over the baseline, folded away, with the colours in words', () => {
    const text = drawn(roc([0, 0.8, 1]), roc([0, 0.6, 1]));
    expect(text).toContain('<details>\n<summary>ROC curve</summary>');
    expect(text).toContain(
      '**Blue** is the candidate, **orange** the baseline, **grey** what guessing',
    );
    expect(text).toContain('"plotColorPalette":"#808a94, #d9580b, #1f77e0"');
    const [guessing, baseline, candidate] = linesOf(text);
    expect([guessing?.at(0), guessing?.at(-1)]).toEqual([0, 1]);
    expect(baseline).toHaveLength(65);
    expect([baseline?.[32], candidate?.[32]]).toEqual([0.6, 0.8]);
  });

  it('stand alone, and say so, where the baseline has none', () => {
    const text = drawn([{ kind: 'precision-recall', precision: [1, 0.7, 0.2] }], null);
    expect(text).toContain('<summary>Precision-recall curve</summary>');
    expect(text).toContain('There is no curve of a baseline.');
    expect(linesOf(text)).toHaveLength(1);
  });
});

describe('the calibration', () => {
  it('is drawn with the diagonal where both give probabilities, without empty bins', () => {
    const text = drawn(bins([0.1, null, 0.9], [0.2, null, 0.8]), bins([0.2, 0.9], [0.1, 0.6]));
    expect(text).toContain('x-axis "Predicted probability" 0.2 --> 0.9');
    const [diagonal, baseline, candidate] = linesOf(text);
    expect(diagonal).toEqual([0.2, 0.9]);
    expect([baseline?.[0], baseline?.at(-1)]).toEqual([0.1, 0.6]);
    expect([candidate?.[0], candidate?.at(-1)]).toEqual([0.275, 0.8]);
  });

  it('leaves out a baseline that would hide most of the candidate', () => {
    const text = drawn(bins([0.1, 0.9], [0.2, 0.8]), bins([0.4, 0.5], [0.4, 0.5]));
    expect(text).toContain('0.1 --> 0.9');
    expect(linesOf(text)).toHaveLength(2);
  });

  it('is not drawn of a single bin', () => {
    expect(drawn(bins([0.5], [0.4]), null)).toBe('');
  });
});

describe('the residuals', () => {
  it('are three lines a side around no error', () => {
    const chart: Charts = [
      {
        kind: 'residuals',
        predicted: [0, 50, 100],
        low: [-9, -8, -9],
        middle: [0, 1, 0],
        high: [9, 9, 9],
      },
    ];
    const text = drawn(chart, chart);
    expect(linesOf(text)).toHaveLength(7);
    expect(linesOf(text)[0]).toEqual([0, 0]);
    expect(text).toContain('between the outer ones lie 80% of the rows');
  });
});

describe('the confusion matrix', () => {
  it('is a table of shares of the true class, with rows and changes', () => {
    const text = drawn(
      matrix([
        [90, 10],
        [30, 70],
      ]),
      matrix([
        [85, 15],
        [30, 70],
      ]),
    );
    expect(text).toContain(
      '| `no` | **90.0%**<br><sub>90 (+5.0)</sub> | 10.0%<br><sub>10 (\u22125.0)</sub> |',
    );
    expect(text).toContain('| `yes` | 30.0%<br><sub>30 (0.0)</sub> |');
  });

  it('shows no changes where the classes differ, and a dash for a class without rows', () => {
    const text = drawn(
      matrix([
        [90, 10],
        [0, 0],
      ]),
      matrix(
        [
          [1, 1],
          [1, 1],
        ],
        ['no', 'maybe'],
      ),
    );
    expect(text).toContain('| `no` | **90.0%**<br><sub>90</sub> |');
    expect(text).toContain('| `yes` | \u2014<br><sub>0</sub> | **\u2014**<br><sub>0</sub> |');
  });

  it('lists the most frequent mistakes where the classes are many', () => {
    const classes = Array.from({ length: 12 }, (_, index) => `c${index}`);
    const rows = classes.map((_, row) =>
      classes.map((_, column) => (row === column ? 50 : row + column)),
    );
    const text = drawn(matrix(rows, classes), null);
    expect(text).toContain('| True | Predicted | Share | Rows |');
    expect(text).toContain('| `c10` | `c11` |');
    expect(text).toMatch(/\d+ more confusions are not shown\./);
  });
});

const historyPicture = (mae: readonly (number | null)[], changes = {}): string =>
  pictures({
    candidate: null,
    baseline: null,
    comparisons: [metricComparison(changes)],
    history: history(mae),
  })
    .map(({ lines }) => lines.join('\n'))
    .join('\n');

describe('the history', () => {
  it('has the runs of the default branch, then the candidate, and where the candidate stands', () => {
    const text = historyPicture([50, null, 40]);
    expect(text).toContain('`mae`\u00a0\u2193, 1 run without a value left out');
    expect(text).toContain('["1", "2", "this"]');
    expect(linesOf(text)).toEqual([
      [27.48, 27.48, 27.48],
      [50, 40, 27.48],
    ]);
  });

  it('numbers the runs where their names would run into each other', () => {
    const text = historyPicture(Array.from({ length: 30 }, (_, index) => 60 - index));
    expect(text).toContain('x-axis "Runs of the default branch, then this one" 1 --> 31');
  });

  it('is drawn from two runs on, for a candidate with a value', () => {
    expect(historyPicture([50])).toBe('');
    expect(historyPicture([50, 40], { candidate: null })).toBe('');
  });
});

describe('xychart', () => {
  const axis = { title: 'Value', low: 0, high: 1 };

  it('draws nothing of what it can not draw', () => {
    const one = (values: readonly number[]) => xychart(axis, axis, [{ colour: 'blue', values }]);
    expect(one([0, Number.NaN])).toEqual([]);
    expect(one([0.5])).toEqual([]);
    expect(one([0, 3])).toEqual([]);
    expect(xychart({ ...axis, high: 0 }, axis, [{ colour: 'blue', values: [0, 1] }])).toEqual([]);
    expect(one([0, 1])).toContain('line [0, 1]');
  });

  it('gives large and small numbers in units, so that their labels stand apart', () => {
    const x = { title: 'Predicted value', low: 120_000, high: 790_000 };
    const y = { title: 'Value', low: 0.00012, high: 0.00013 };
    const chart = xychart(x, y, [{ colour: 'blue', values: [0.000121, 0.0001285] }]);
    expect(chart).toContain('x-axis "Predicted value, in thousands" 120 --> 790');
    expect(chart).toContain('y-axis "Value, in millionths" 120 --> 130');
    expect(chart).toContain('line [121, 128.5]');
  });

  it('writes numbers without exponents and no finer than can be seen', () => {
    const values = [1e-9, 0.123456789, 1];
    expect(xychart(axis, axis, [{ colour: 'blue', values }])).toContain('line [0, 0.123, 1]');
  });
});

describe('spread', () => {
  it('takes so many points that adding the step up reaches the end, as older versions of Mermaid do', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (low, span) => {
          const high = low + span;
          const count = pointsBetween(low, high);
          expect(count).toBeGreaterThan(32);
          expect(count).toBeLessThanOrEqual(65);
          if (count === 65) return;
          let reached = 0;
          for (let at = low; at <= high; at += (high - low) / (count - 1)) reached += 1;
          expect(reached).toBe(count);
        },
      ),
    );
    expect(pointsBetween(0, 1)).toBe(65);
  });

  it('keeps the ends and lies between the neighbours', () => {
    const values = spread({ x: [0, 0.3, 1], y: [2, 8, 4] }, 0, 1);
    expect([values[0], values.at(-1)]).toEqual([2, 4]);
    expect(Math.max(...values)).toBeLessThanOrEqual(8);
  });
});
