import { describe, expect, it } from 'vitest';
import { golden, onlyReport, outcomes, refusal } from './read.ts';

/** One column of a report of 0.7. */
function drift(method: string, threshold: number, value: unknown, column = 'temp') {
  return { config: { type: 'evidently:metric_v2:ValueDrift', column, method, threshold }, value };
}

describe.each(['new', 'old'])('a report of %s Evidently', (age) => {
  it('with p-values drifts below the threshold', () => {
    const report = onlyReport('evidently', golden(`evidently-${age}-p-values`));
    expect(report.findings.outcome).toBe('drift');
    expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'stable', weather: 'drift' });
    const temp = report.findings.features.find(({ feature }) => feature === 'temp');
    expect(temp).toMatchObject({ test: 'external', method: 'K-S p_value', size: null });
    expect(temp?.pValue).toBeLessThan(1e-20);
  });

  it('with distances drifts from the threshold on', () => {
    const report = onlyReport('evidently', golden(`evidently-${age}-distances`));
    expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'stable', weather: 'drift' });
    const temp = report.findings.features.find(({ feature }) => feature === 'temp');
    expect(temp).toMatchObject({ pValue: null, threshold: 0.1, alarms: ['distribution'] });
    expect(temp?.size).toBeCloseTo(1.037, 3);
  });

  it('without drift is stable', () => {
    const report = onlyReport('evidently', golden(`evidently-${age}-stable`));
    expect(report.findings.outcome).toBe('stable');
  });

  it('of single columns drifts with any of them', () => {
    const report = onlyReport('evidently', golden(`evidently-${age}-columns`));
    expect(outcomes(report)).toEqual({ hum: 'stable', temp: 'drift' });
    expect(report.findings.outcome).toBe('drift');
  });
});

describe('a report of Evidently', () => {
  it('goes by its own tests where it holds them', () => {
    const report = onlyReport('evidently', golden('evidently-new-tests'));
    expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'stable', weather: 'drift' });
  });

  it('whose columns drift, but fewer than its own share, is a warning', () => {
    const report = golden('evidently-new-distances') as { metrics: { value: unknown }[] };
    const [count] = report.metrics;
    if (count !== undefined) count.value = { count: 1, share: 0.3 };
    expect(onlyReport('evidently', report).findings.outcome).toBe('warning');
  });

  it('says when by its own timestamp, or beside it, and never without', () => {
    const old = golden('evidently-old-stable');
    expect(onlyReport('evidently', old, { at: null }).at).toBe('2026-07-26T10:00:00.000Z');
    const fresh = golden('evidently-new-stable') as object;
    expect(refusal('evidently', fresh, { at: null })).toContain('When was this found?');
    const metadata = {
      model: 'taxis',
      timestamp: '2026-07-27 08:00:00.5',
      window: { start: '2026-07-01', end: '2026-07-26' },
      url: 'https://evidently.example.com/report/7',
    };
    const report = onlyReport('evidently', { ...fresh, metadata }, { at: null });
    expect(report).toMatchObject({
      model: 'taxis',
      at: '2026-07-27T08:00:00.500Z',
      window: metadata.window,
      url: metadata.url,
    });
  });

  it('has the same key whatever the order of its fields, and another at another time', () => {
    const one = onlyReport('evidently', { metrics: [drift('psi', 0.1, 0.2)], tests: [] });
    const same = onlyReport('evidently', { tests: [], metrics: [drift('psi', 0.1, 0.2)] });
    expect(same.key).toBe(one.key);
    const later = onlyReport(
      'evidently',
      { metrics: [drift('psi', 0.1, 0.2)], tests: [] },
      {
        at: '2026-07-27',
      },
    );
    expect(later.key).not.toBe(one.key);
  });

  it.each([
    ['ks', 0.05, 0.05, 'drift'],
    ['chisquare', 0.05, 0.05, 'stable'],
    ['TVD', 0.05, 0.01, 'drift'],
    ['Total-Variation-Distance', 0.05, 0.5, 'stable'],
    ['jensenshannon', 0.1, 0.1, 'drift'],
    ['Energy-distance', 0.1, 0.1, 'stable'],
    ["custom function 'mine'", 0.1, 0.2, 'unreadable'],
    ['psi', 0.1, null, 'insufficient-data'],
    ['psi', 0.1, '0.5', 'insufficient-data'],
  ])('by %s with the threshold %j and the value %j is %s', (method, threshold, value, outcome) => {
    const report = onlyReport('evidently', { metrics: [drift(method, threshold, value)] });
    expect(outcomes(report)).toEqual({ temp: outcome });
    if (outcome === 'unreadable') expect(report.findings.outcome).toBe('insufficient-data');
  });

  it('whose value is not finite is never stable, even where the data set does not drift', () => {
    const count = {
      config: { type: 'evidently:metric_v2:DriftedColumnsCount', drift_share: 0.5 },
      value: { count: 0, share: 0 },
    };
    const report = onlyReport('evidently', { metrics: [count, drift('psi', 0.1, null)] });
    expect(report.findings.outcome).toBe('insufficient-data');
  });

  it('is refused without a column', () => {
    for (const payload of [{}, [], null, { metrics: [] }, { metrics: [{ metric: 'X' }] }, 7]) {
      expect(refusal('evidently', payload)).toContain('This is no drift report of Evidently');
    }
  });
});
