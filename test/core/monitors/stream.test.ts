import { describe, expect, it } from 'vitest';
import { driftRecordOf } from '../../../core/monitors/record.ts';
import { streamOf } from '../../../core/monitors/stream.ts';
import { golden, onlyReport, refusal } from './read.ts';

/** SageMaker's file of an execution, as the function of the documentation sends it. */
function execution(monitor: unknown, violations: readonly object[] = []): object {
  return { violations, metadata: { monitor, timestamp: '2026-07-26T10:00:00Z' } };
}

/** An entry of the log, as Vertex writes it of an objective. */
function entry(anomalyObjective: string): object {
  return {
    resource: { labels: { model_deployment_monitoring_job: '42' } },
    jsonPayload: { anomalyObjective, featureAnomalies: [], totalAnomaliesCount: 0 },
    timestamp: '2026-07-26T10:00:00Z',
  };
}

/** The stream of the record that is made of it. */
function recorded(monitor: unknown): unknown {
  const record = driftRecordOf(onlyReport('sagemaker', execution(monitor)), {
    adapter: 'sagemaker',
    reportedBy: 'sagemaker',
    repository: 'acme/models',
    commit: 'a'.repeat(40),
    producer: { action: 'app' as const, version: '0.1.0' },
    now: new Date('2026-07-26T11:00:00Z'),
  });
  return record.ok ? record.value.source?.stream : record.reason;
}

describe('the stream of a report', () => {
  it('is the group of Alertmanager and Grafana, of which each is fired and resolved by itself', () => {
    const firing = golden('alertmanager-firing') as object;
    const [one, two] = ['{}:{grafana_folder="A"}', '{}:{grafana_folder="B"}'].map((groupKey) =>
      onlyReport('grafana', { ...firing, groupKey }),
    );
    expect([one?.stream, two?.stream]).toEqual([
      '{}:{grafana_folder="A"}',
      '{}:{grafana_folder="B"}',
    ]);
    expect(one?.key).not.toBe(two?.key);
    const resolved = onlyReport('alertmanager', golden('alertmanager-resolved'));
    expect(resolved.stream).toBe(onlyReport('alertmanager', firing).stream);
    expect(onlyReport('grafana', { ...firing, groupKey: 7 }).stream).toBeNull();
  });

  it('tells the jobs of SageMaker apart, also where neither violates anything at one moment', () => {
    const [data, model] = ['monitoring/data-quality', 'monitoring/model-quality'].map((monitor) =>
      onlyReport('sagemaker', execution(monitor)),
    );
    expect([data?.stream, model?.stream]).toEqual([
      'monitoring/data-quality',
      'monitoring/model-quality',
    ]);
    expect(data?.key).not.toBe(model?.key);
  });

  it('tells the objectives of a job of Vertex apart', () => {
    const [skew, drift] = ['RAW_FEATURE_SKEW', 'PREDICTION_FEATURE_DRIFT'].map((objective) =>
      onlyReport('vertex', entry(objective)),
    );
    expect(skew?.stream).toBe('RAW_FEATURE_SKEW 42');
    expect(drift?.stream).toBe('PREDICTION_FEATURE_DRIFT 42');
  });

  it('is on record where there is one', () => {
    expect(recorded('data-quality')).toBe('data-quality');
    expect(recorded(undefined)).toBeUndefined();
  });

  it('is a text, which is kept as its digest where it is too long or no plain one', () => {
    expect(refusal('sagemaker', execution(['x']))).toContain('"monitor" in "metadata" must be');
    expect(streamOf('  ')).toBeNull();
    expect(streamOf(' a ')).toBe('a');
    const long = 'x'.repeat(300);
    expect(streamOf(`${long}1`)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(streamOf(`${long}1`)).not.toBe(streamOf(`${long}2`));
    expect(streamOf('a\nb')).toMatch(/^sha256:/);
    expect(streamOf('\ud800')).toBe('\ufffd');
  });
});
