import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../core/judge/facts.ts';
import { regressedSlices } from '../../../core/report/regressed-slices.ts';
import { sliceName } from '../../../core/report/slice-name.ts';
import { slicesOf } from '../../../core/report/slices.ts';
import { slicesTables } from '../../../core/report/slices-table.ts';
import type { SliceDifferences, SliceMetrics } from '../../../schemas/types.ts';
import { comparison, evaluation } from '../judge/candidate.ts';
import { slice } from './sample.ts';

const auc = { metric: 'roc_auc', direction: 'higher' } as const;
const value = (value: string): SliceDifferences['slice'] => [{ column: 'plan', value }];

function table(slices: SliceDifferences[], regressed: Judgement['regressedSlices'] = []) {
  const of = slicesOf(comparison({}, undefined, { slices }), null, null);
  const [part] = slicesTables([auc], of, regressed);
  return (part?.lines ?? []).map((line) => line.replaceAll('\u00a0', ' '));
}

const cells = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.startsWith('| `'));

const recorded = (roc_auc: number): SliceMetrics => ({
  slice: value('family'),
  rows: 1_208,
  metrics: { roc_auc: { value: roc_auc } },
});

describe('slicesTables', () => {
  const small = slice(value('tiny'), 29, { roc_auc: [0.9, 0.2, 0.3] });
  const worse = slice(value('family'), 1_208, { roc_auc: [0.861, 0.823, 0.015] });
  const better = slice(value('basic'), 3_104, { roc_auc: [0.842, 0.871, 0.011] });

  it('shows the worst differences first, and last what has too few rows to be judged', () => {
    const lines = table([better, small, worse]);
    expect(lines.join('\n')).toContain(
      '<summary><code>roc_auc</code> by slice: 3, worst differences first</summary>',
    );
    expect(cells(lines)).toEqual([
      '| `plan` = `family` | 1,208 | 0.8610 | **0.8230** | −0.038 [−0.053, −0.023] |  |',
      '| `plan` = `basic` | 3,104 | 0.8420 | **0.8710** | +0.029 [+0.018, +0.040] |  |',
      '| `plan` = `tiny` | 29 | 0.9000 | **0.2000** | −0.70 [−1.00, −0.40] | not judged: under 30 rows |',
    ]);
  });

  it('calls a slice worse only where the search named it', () => {
    const found = {
      slice: value('family'),
      metric: 'roc_auc',
      rows: 1_208,
      baseline: 0.861,
      candidate: 0.823,
      difference: -0.038,
      interval: { low: -0.053, high: -0.023 },
      adjustedPValue: 0.001,
    };
    expect(cells(table([better, worse], [found]))[0]).toContain('| ⚠️ **worse** |');
    expect(table([better, worse]).join()).not.toContain('**worse**');
    const lines = regressedSlices({ regressedSlices: [found] } as unknown as Judgement).lines;
    expect(lines[0]).toContain('**Worse on 1 slice**');
    expect(lines.at(-1)?.replaceAll('\u00a0', ' ')).toBe(
      '| `plan` = `family` | `roc_auc` | 1,208 | 0.8610 | **0.8230** | −0.038 [−0.053, −0.023] | 0.001 |',
    );
  });

  it('shows the values beside those of the baseline where no rows were compared', () => {
    const of = slicesOf(
      null,
      evaluation({}, { slices: [recorded(0.8)] }),
      evaluation({}, { slices: [recorded(0.9)] }),
    );
    const [part] = slicesTables([auc], of, []);
    expect(part?.lines).toContain(
      '| Slice | n | Baseline | Candidate | Difference, without interval |',
    );
    expect(part?.lines).toContain('| `plan` = `family` | 1,208 | 0.9000 | **0.8000** | −0.1 |');
    const alone = slicesOf(null, evaluation({}, { slices: [recorded(0.8)] }), null);
    expect(slicesTables([auc], alone, [])[0]?.lines).toContain(
      '| `plan` = `family` | 1,208 | **0.8000** |',
    );
  });

  it('has a table for each of the first three metrics that have slices', () => {
    const metrics = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, [1, 2, 1] as const]));
    const of = slicesOf(
      comparison({}, undefined, { slices: [slice(value('x'), 50, metrics)] }),
      null,
      null,
    );
    const wanted = ['none', 'a', 'b', 'c', 'd'].map((metric) => ({ metric, direction: null }));
    expect(slicesTables(wanted, of, [])).toHaveLength(3);
  });

  it('stays short with five hundred slices', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      slice(value(`p${index}`), 40, { roc_auc: [0.8, 0.7, 0.2] }),
    );
    const lines = table(many);
    expect(cells(lines)).toHaveLength(40);
    expect(lines).toContain('460 more slices are not shown.');
  });
});

describe('sliceName', () => {
  it('names values, ranges with open ends, pairs, and what is missing', () => {
    expect(
      sliceName([
        { column: 'weather', value: 'rain' },
        { column: 'temp', from: 3.25, to: 17.5 },
      ]),
    ).toBe('`weather` = `rain` and `temp` from 3.25 to 17.5');
    expect(sliceName([{ column: 'temp', to: 3 }])).toBe('`temp` to 3');
    expect(sliceName([{ column: 'temp', from: 3 }])).toBe('`temp` from 3');
    expect(sliceName([{ column: 'temp' }])).toBe('`temp` has no value');
    expect(sliceName([{ column: 'a|b', value: '' }])).toBe('`a¦b` = `(empty)`');
  });
});
