import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { onlyReport, outcomes, refusal } from './read.ts';

/** As the documentation of Vertex AI has the log entry of an anomaly. */
const entry = {
  insertId: 'b0e9c0e9-0979-4aff-a5d3-4c0912469f9a@a1',
  jsonPayload: {
    anomalyObjective: 'RAW_FEATURE_SKEW',
    endTime: '2026-07-26T09:00:00Z',
    featureAnomalies: [
      { featureDisplayName: 'temp', deviation: 0.9, threshold: 0.7 },
      { featureDisplayName: 'weather', deviation: 0.6, threshold: 0.3 },
    ],
    totalAnomaliesCount: 2,
    '@type': 'type.googleapis.com/google.cloud.aiplatform.logging.ModelMonitoringAnomaliesLogEntry',
    startTime: '2026-07-26T08:00:00Z',
    deployedModelId: '1645828169292316672',
  },
  timestamp: '2026-07-26T09:00:00Z',
};

/** `ModelMonitoringStatsAnomalies` as version 1 of the API describes it. */
function statistics(deviation: unknown, threshold: unknown = 0.3) {
  return {
    objective: 'RAW_FEATURE_DRIFT',
    deployedModelId: '1645828169292316672',
    anomalyCount: 1,
    featureStats: [
      {
        featureDisplayName: 'temp',
        threshold: { value: threshold },
        predictionStats: [
          {
            distributionDeviation: deviation,
            startTime: '2026-07-26T08:00:00Z',
            endTime: '2026-07-26T09:00:00.123456789Z',
          },
          {
            distributionDeviation: 0.9,
            startTime: '2026-07-26T07:00:00Z',
            endTime: '2026-07-26T08:00:00Z',
          },
        ],
      },
    ],
  };
}

function pushed(inner: unknown, message: object = {}) {
  return {
    message: {
      data: Buffer.from(JSON.stringify(inner)).toString('base64'),
      messageId: '2070443601311540',
      publishTime: '2026-07-26T09:01:00.5Z',
      attributes: {},
      ...message,
    },
    subscription: 'projects/p/subscriptions/assay',
  };
}

describe('what Vertex AI found', () => {
  it('as an anomaly in the log, pushed by Pub/Sub, is drift of its window', () => {
    const report = onlyReport('vertex', pushed(entry), { at: null });
    expect(report).toMatchObject({
      key: '2070443601311540',
      at: '2026-07-26T09:00:00.000Z',
      window: { start: '2026-07-26T08:00:00Z', end: '2026-07-26T09:00:00Z' },
      findings: { outcome: 'drift' },
    });
    expect(outcomes(report)).toEqual({ temp: 'drift', weather: 'drift' });
    expect(report.findings.features[0]).toMatchObject({
      method: 'RAW_FEATURE_SKEW',
      size: 0.9,
      threshold: 0.7,
    });
  });

  it('names the model by an attribute of the message', () => {
    const message = pushed(entry, { attributes: { assay_model: 'taxis' } });
    expect(onlyReport('vertex', message).model).toBe('taxis');
  });

  it('as statistics is judged by the newest of each feature', () => {
    expect(outcomes(onlyReport('vertex', pushed(statistics(0.31))))).toEqual({ temp: 'drift' });
    const calm = onlyReport('vertex', statistics(0.3), { at: null });
    expect(calm.findings.outcome).toBe('stable');
    expect(calm.window?.start).toBe('2026-07-26T08:00:00Z');
    expect(calm.key).toMatch(/^sha256:/);
    const search = onlyReport('vertex', { monitoringStats: [statistics(0.31)] });
    expect(search.findings.outcome).toBe('drift');
  });

  it('without a deviation or a threshold is never stable', () => {
    for (const payload of [statistics(undefined), statistics('NaN'), statistics(0.1, null)]) {
      expect(onlyReport('vertex', payload).findings.outcome).toBe('insufficient-data');
    }
  });

  it('as alerts of version 2 is drift', () => {
    const report = onlyReport('vertex', {
      modelMonitoringAlerts: [
        {
          statsName: 'temp',
          objectiveType: 'raw-feature-drift',
          alertTime: '2026-07-26T09:00:00Z',
          anomaly: {
            tabularAnomaly: { summary: 'Above the threshold.', condition: { threshold: 0.3 } },
            algorithm: 'jensen_shannon_divergence',
          },
        },
      ],
    });
    expect(report.findings.features).toMatchObject([
      { feature: 'temp', method: 'jensen_shannon_divergence', threshold: 0.3, outcome: 'drift' },
    ]);
  });

  it('with no anomaly says so by its count, else it is not understood', () => {
    const empty = { featureAnomalies: [], endTime: '2026-07-26T09:00:00Z' };
    const counted = onlyReport('vertex', { ...empty, totalAnomaliesCount: 0 });
    expect(counted.findings.outcome).toBe('stable');
    expect(onlyReport('vertex', empty).findings.outcome).toBe('insufficient-data');
  });

  it.each([
    ['no form of its', { x: 1 }, 'This is no finding of Vertex AI'],
    ['a message without an id', pushed(entry, { messageId: '' }), 'must have "messageId"'],
    ['a message of something else', pushed(entry, { data: '§' }), '"data" in base64'],
    ['half a base64', pushed(entry, { data: 'a' }), 'not whole base64'],
    ['a message of no JSON', pushed(entry, { data: 'eA==' }), 'This is no JSON'],
  ])('as %s is refused', (_, payload, reason) => {
    expect(refusal('vertex', payload)).toContain(reason);
  });
});
