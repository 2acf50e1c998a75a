import { describe, expect, it } from 'vitest';
import { grafanaWebhook as documented } from './grafana-webhook.ts';
import { onlyReport, outcomes, refusal } from './read.ts';

describe('a notification of Grafana', () => {
  it('is read as the one of Alertmanager that it is', () => {
    const report = onlyReport('grafana', documented, { model: null });
    expect(report).toMatchObject({ model: 'bikes', at: '2026-07-26T07:51:03.157Z', decided: true });
    expect(outcomes(report)).toEqual({ temp: 'drift' });
  });

  it('brings its values and the address of its panel', () => {
    const report = onlyReport('grafana', documented);
    expect(report.url).toBe('https://grafana.example.com/d/1?viewPanel=2');
    expect(report.findings.features[0]?.reason).toBe(
      'The PSI of temp is high. Values: B=0.314, C=1.',
    );
  });

  it('of an older version has its values as text', () => {
    const [alert] = documented.alerts;
    const { values: _, ...rest } = alert ?? {};
    const valueString = "[ metric='' labels={} value=0.31 ]";
    const report = onlyReport('grafana', { ...documented, alerts: [{ ...rest, valueString }] });
    expect(report.findings.features[0]?.reason).toContain(valueString);
  });

  it.each(['javascript:alert(1)', 'https://user:secret@grafana.example.com/', 'https://x y/', 7])(
    'does not show the address %j',
    (address) => {
      const [alert] = documented.alerts;
      const addresses = { panelURL: address, dashboardURL: address, generatorURL: address };
      const report = onlyReport('grafana', { ...documented, alerts: [{ ...alert, ...addresses }] });
      expect(report.url).toBeNull();
    },
  );

  it('without alerts is refused', () => {
    expect(refusal('grafana', { version: '1' })).toContain('This is no notification of Grafana');
  });
});
