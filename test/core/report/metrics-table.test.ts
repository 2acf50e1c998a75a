import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricComparison } from '../../../core/judge/facts.ts';
import { metricsTable } from '../../../core/report/metrics-table.ts';
import { sizeOf } from '../../../core/report/size.ts';
import type { HistoryPoint } from '../../../schemas/types.ts';
import { metricComparison, plain } from './comparison.ts';

function rows(
  comparisons: readonly MetricComparison[],
  history: readonly HistoryPoint[] = [],
  softened = false,
): readonly string[] {
  const { lines } = metricsTable({ comparisons, history, softened });
  return lines.map((line) => line.replaceAll('\u00a0', ' '));
}

const outcome = (changes: Partial<MetricComparison>, softened = false) =>
  rows([metricComparison(changes)], [], softened)[2]
    ?.split(' | ')
    .at(-1)
    ?.replace(' |', '');

describe('metricsTable', () => {
  it('shows baseline, candidate, difference with its interval, outcome and gate', () => {
    expect(rows([metricComparison()])).toEqual([
      '| Metric (n = 263) | Baseline | Candidate | Difference [95%] | Outcome |',
      '| :-- | --: | --: | --: | :-- |',
      '| `mae` ↓ | 42.37 | **27.48** | −14.9 [−17.1, −12.6]<br><sub>−35%</sub> | ✅ better<br><sub>gate: at most 5% worse</sub> |',
    ]);
  });

  it('gives a percentage only where a share of the baseline means something', () => {
    const accuracy = metricComparison({ metric: 'accuracy', direction: 'higher' });
    expect(rows([accuracy])[2]).not.toContain('%</sub> | ✅');
    expect(rows([metricComparison({ baseline: 0, difference: 27.4788 })])[2]).not.toContain(
      '<sub>−',
    );
  });

  it('gives no percentage of a baseline that is nearly 0', () => {
    const mae = metricComparison({ baseline: 1e-9, difference: 27.4788, interval: null });
    expect(rows([mae])[2]).toContain('| +27.5 | \u2705 better');
  });

  it('says in the heading that there are no intervals where two numbers were compared', () => {
    const [heading, , row] = rows([metricComparison(plain)]);
    expect(heading).toContain('| Difference, without interval |');
    expect(row).toContain('| −14.9 (−35%) | ✓ better |');
  });

  it('shows the values alone without a baseline, each with its own interval', () => {
    const alone = { ...plain, baseline: null, difference: null, change: 'unknown' } as const;
    expect(rows([metricComparison(alone)])).toEqual([
      '| Metric (n = 263) | Value |',
      '| :-- | --: |',
      '| `mae` ↓ | **27.48** [25.10, 29.90] |',
    ]);
  });

  it('has a column for the rows where the metrics differ in them', () => {
    const [heading, , , second] = rows([
      metricComparison(),
      metricComparison({ metric: 'rmse', rows: 8_912 }),
    ]);
    expect(heading).toContain('| Metric | Baseline | Candidate | Difference [95%] | n |');
    expect(second).toContain(' | 8,912 | ');
  });

  it('draws the trend under the name: the last runs, then the candidate', () => {
    const history = [61, null, 50, 42].map((mae) => ({
      commit: 'c',
      createdAt: '',
      metrics: { mae },
    }));
    expect(rows([metricComparison()], history)[2]).toContain('| `mae` ↓<br>█\u2007▆▄▁ |');
    const others = [{ commit: 'c', createdAt: '', metrics: { rmse: 1 } }];
    expect(rows([metricComparison()], others)[2]).toContain('| `mae` ↓ |');
  });
});

describe('the outcome of a metric', () => {
  const ungated = { gate: null, outcome: null, sentence: null } as const;

  it('is a word and a sign, so that colour is not needed', () => {
    expect(outcome({ ...ungated, assessment: 'better' })).toBe('✓ better');
    expect(outcome({ ...ungated, assessment: 'not-worse' })).toBe('≈ not worse');
    expect(outcome({ ...ungated, assessment: 'worse' })).toBe('✗ worse');
    expect(outcome({ ...ungated, assessment: 'inconclusive' })).toBe('? inconclusive');
  });

  it('says how many rows would decide it', () => {
    const open = { assessment: 'inconclusive', outcome: 'warn', rowsNeeded: 9_531 } as const;
    expect(outcome(open)).toBe(
      '⚠️ **inconclusive**<br><sub>needs about 9,500 rows</sub><br><sub>gate: at most 5% worse</sub>',
    );
  });

  it('has the sign of the gate: a failure, or a warning where the gate is softened', () => {
    const worse = {
      assessment: 'worse',
      change: 'regression',
      outcome: 'fail',
      gate: null,
    } as const;
    expect(outcome(worse)).toBe('❌ **worse**');
    expect(outcome(worse, true)).toBe('⚠️ **worse**');
    expect(outcome({ assessment: 'not-worse', outcome: 'pass', gate: null })).toBe('✅ not worse');
  });

  it('says that a limit is broken though the rows say it got better', () => {
    expect(outcome({ assessment: 'better', outcome: 'fail', gate: 'at most 20' })).toBe(
      '❌ better, but **out of bounds**<br><sub>gate: at most 20</sub>',
    );
  });

  it('says why there is no value', () => {
    const missing = {
      candidate: null,
      difference: null,
      interval: null,
      assessment: null,
      change: 'unknown',
    } as const;
    expect(
      outcome({
        ...missing,
        gate: null,
        outcome: 'inconclusive',
        reason: 'All labels are one class.',
      }),
    ).toBe('❓ **no value**<br><sub>All labels are one class.</sub>');
  });
});

describe('a table that is too long', () => {
  const many = Array.from({ length: 80 }, (_, index) =>
    metricComparison({
      metric: `m${index}`,
      ...(index === 71 ? { outcome: 'fail', assessment: 'worse' } : plain),
    }),
  );

  it('keeps what does not pass, in its place, and says how many are left out', () => {
    const lines = rows(many);
    expect(lines.filter((line) => line.startsWith('| `m'))).toHaveLength(50);
    expect(lines.at(-1)).toBe('30 more metrics are not shown.');
    expect(lines.findIndex((line) => line.startsWith('| `m71`'))).toBe(51);
  });

  it('can be shortened to any room that holds one row', () => {
    const part = metricsTable({ comparisons: many, history: [], softened: false });
    fc.assert(
      fc.property(fc.nat(5_000), (room) => {
        const lines = part.shorter?.(room) ?? null;
        if (lines === null) return;
        expect(sizeOf(lines)).toBeLessThanOrEqual(room);
        expect(lines.join('\n')).toContain('`m71`');
      }),
    );
    expect(part.shorter?.(600)).not.toBeNull();
    expect(part.shorter?.(100)).toBeNull();
  });
});
