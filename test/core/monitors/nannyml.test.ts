import { describe, expect, it } from 'vitest';
import { golden, onlyReport, outcomes, refusal } from './read.ts';

describe('results of NannyML', () => {
  it.each(['univariate', 'univariate-flat', 'univariate-epochs'])(
    'as %s drift where the newest chunk alerts',
    (name) => {
      const report = onlyReport('nannyml', golden(`nannyml-${name}`));
      expect(report.findings.outcome).toBe('drift');
      expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'stable', weather: 'drift' });
      expect(report.findings.windows?.map(({ outcome, drifted }) => [outcome, drifted])).toEqual([
        ['stable', 0],
        ['drift', 2],
      ]);
      expect(report.window?.start.slice(0, 19)).toBe('2026-07-01T00:00:00');
      const temp = report.findings.features.find(({ feature }) => feature === 'temp');
      expect(temp?.history?.outcomes).toEqual(['stable', 'drift']);
      expect(temp?.since?.slice(0, 10)).toBe('2026-07-01');
    },
  );

  it('estimate the performance, with an interval', () => {
    const { findings } = onlyReport('nannyml', golden('nannyml-cbpe'));
    expect(findings.features).toEqual([]);
    expect(findings.performance).toMatchObject([
      { metric: 'roc_auc', estimated: true, outcome: 'stable', rows: 744 },
      { metric: 'f1', estimated: true, outcome: 'drift', limit: 0.6992113299 },
    ]);
    expect(findings.performance?.[0]?.interval?.lower).toBeCloseTo(0.7018, 4);
    expect(findings.outcome).toBe('drift');
  });

  it('say the realized performance, against the threshold that it passed', () => {
    const { findings } = onlyReport('nannyml', golden('nannyml-realized'));
    expect(findings.performance?.[0]).toMatchObject({
      metric: 'roc_auc',
      estimated: false,
      interval: null,
      limit: 0.728865355,
      outcome: 'drift',
    });
  });

  it('of several tables are one report', () => {
    const rows = ['nannyml-univariate', 'nannyml-cbpe'].flatMap((name) => golden(name) as object[]);
    const { findings } = onlyReport('nannyml', { rows, metadata: { model: 'bikes' } });
    expect(findings.features).toHaveLength(3);
    expect(findings.performance).toHaveLength(2);
    expect(findings.windows).toHaveLength(2);
  });

  it('without a value are never stable', () => {
    const rows = [{ temp_psi_alert: false, temp_psi_value: null, chunk_period: 'analysis' }];
    expect(onlyReport('nannyml', rows).findings.outcome).toBe('insufficient-data');
  });

  it('read the names of columns as Python writes them', () => {
    const rows = [{ [`("it's \\\\ temp", 'jensen_shannon', 'alert')`]: true }];
    expect(outcomes(onlyReport('nannyml', rows))).toEqual({ "it's \\ temp": 'drift' });
  });

  it('have names of a length that can be read in time', () => {
    const begun = performance.now();
    refusal('nannyml', [{ [`('${"\\\\'".repeat(200_000)}`]: true }]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('of the reference alone, or without an alert, are refused', () => {
    const reference = [{ temp_chi2_alert: true, chunk_period: 'reference' }];
    for (const payload of [reference, [], {}, [{ temp_chi2_value: 1 }], 'rows', { rows: [7] }]) {
      expect(refusal('nannyml', payload)).toContain('These are no results of NannyML');
    }
    expect(refusal('nannyml', golden('nannyml-cbpe'), { at: null })).toContain('When was this');
  });
});
