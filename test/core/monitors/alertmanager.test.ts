import { describe, expect, it } from 'vitest';
import { golden, onlyReport, outcomes, readJson, refusal } from './read.ts';

interface Given {
  readonly status?: unknown;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly startsAt?: unknown;
  readonly endsAt?: unknown;
}

function notification(alerts: readonly Given[], more: object = {}) {
  const usual = {
    status: 'firing',
    labels: { alertname: 'FeatureDrift', assay_model: 'bikes' },
    annotations: {},
    startsAt: '2026-07-26T09:50:00Z',
    endsAt: '0001-01-01T00:00:00Z',
    fingerprint: 'c6eadffa33fcdf37',
  };
  return { version: '4', alerts: alerts.map((one) => ({ ...usual, ...one })), ...more };
}

function model(labels: Readonly<Record<string, unknown>>, named: string | null): string {
  return onlyReport('alertmanager', notification([{ labels }]), { model: named }).model;
}

describe('a notification of Alertmanager', () => {
  it('that fires is drift since its alerts began, and has decided', () => {
    const report = onlyReport('alertmanager', golden('alertmanager-firing'), { model: null });
    expect(report).toMatchObject({
      model: 'bikes',
      decided: true,
      url: 'http://prometheus.example.com/graph?g0.expr=psi%3E0.2',
    });
    expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'drift' });
    expect(report.findings).toMatchObject({ outcome: 'drift' });
    expect(report.findings.features[0]).toMatchObject({ method: 'FeatureDrift' });
    expect(report.findings.features.map(({ reason }) => reason).join()).toContain('PSI of temp');
  });

  it('of which one alert is resolved goes on to be drift', () => {
    const report = onlyReport('alertmanager', golden('alertmanager-partly'));
    expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'stable' });
    expect(report.findings.outcome).toBe('drift');
  });

  it('that is resolved is the end of the drift, later than its beginning', () => {
    const firing = onlyReport('alertmanager', golden('alertmanager-firing'));
    const report = onlyReport('alertmanager', golden('alertmanager-resolved'));
    expect(report.findings.outcome).toBe('stable');
    expect(report.at > firing.at).toBe(true);
    expect(report.window?.end).toBe(report.at);
    expect(firing.window?.end).toBe(firing.at);
    expect(report.key).not.toBe(firing.key);
  });

  it('has one key however often it is repeated, and in whichever order its alerts come', () => {
    const two = [{ labels: { assay_model: 'bikes', feature: 'a' } }, {}];
    const one = onlyReport('alertmanager', notification(two));
    const again = onlyReport('alertmanager', notification(two.toReversed(), { receiver: 'other' }));
    expect(again.key).toBe(one.key);
    expect(onlyReport('alertmanager', notification([{}])).key).not.toBe(one.key);
  });

  it('of several models is a report for each', () => {
    const alerts = [
      {},
      { labels: { assay_model: 'taxis' }, status: 'resolved', endsAt: '2026-07-26' },
    ];
    const reports = readJson('alertmanager', notification(alerts));
    expect(
      reports.ok && reports.value.map(({ model, findings }) => [model, findings.outcome]),
    ).toEqual([
      ['bikes', 'drift'],
      ['taxis', 'stable'],
    ]);
  });

  it('from which alerts were left out does not end the drift', () => {
    const resolved = { status: 'resolved', endsAt: '2026-07-26T10:00:00Z' };
    const report = onlyReport('alertmanager', notification([resolved], { truncatedAlerts: 3 }));
    expect(report.findings.outcome).toBe('insufficient-data');
  });

  it('names the model by assay_model, else by the address, else by the label model', () => {
    expect(model({ assay_model: 'taxis', model: 'resnet' }, 'bikes')).toBe('taxis');
    expect(model({ model: 'resnet' }, 'bikes')).toBe('bikes');
    expect(model({ model: 'taxis' }, null)).toBe('taxis');
  });

  it('takes the window of its annotations, if these are times', () => {
    const annotations = { assay_window_start: '2026-07-01', assay_window_end: '2026-07-25' };
    const report = onlyReport('alertmanager', notification([{ annotations }]));
    expect(report.window).toEqual({ start: '2026-07-01', end: '2026-07-25' });
    const wrong = { ...annotations, assay_window_end: 'now\nx: 1' };
    const other = onlyReport('alertmanager', notification([{ annotations: wrong }]));
    expect(other.window).toEqual({
      start: '2026-07-26T09:50:00.000Z',
      end: '2026-07-26T09:50:00.000Z',
    });
  });

  it.each([
    ['no mapping', 7, 'This is no notification of Alertmanager'],
    ['another version', { version: '1', alerts: [{}] }, 'Those of Grafana go to'],
    ['no alerts', { version: '4', alerts: [] }, 'at least one alert'],
    ['a text as an alert', { version: '4', alerts: ['x'] }, 'Alert 1: it must be a mapping'],
    ['another status', notification([{}, { status: 'on' }]), 'Alert 2: "status" must be'],
    ['no beginning', notification([{ startsAt: 'then' }]), '"startsAt" must be a time'],
    ['no end', notification([{ status: 'resolved' }]), '"endsAt" must be a time'],
    [
      'a path as the model',
      notification([{ labels: { assay_model: '../x' } }]),
      'cannot be called',
    ],
    ['a list as the model', notification([{ labels: { assay_model: ['x'] } }]), 'cannot be called'],
  ])('with %s is refused', (_, payload, reason) => {
    expect(refusal('alertmanager', payload)).toContain(reason);
  });

  it('without a model is refused', () => {
    const payload = notification([{ labels: {} }]);
    expect(refusal('alertmanager', payload, { model: null })).toContain('by the label assay_model');
  });

  it('that speaks of more models than anybody groups is refused', () => {
    const alerts = Array.from({ length: 101 }, (_, index) => ({
      labels: { alertname: 'FeatureDrift', assay_model: `model-${index}` },
    }));
    expect(refusal('alertmanager', notification(alerts), { model: null })).toContain('100 models');
  });
});
