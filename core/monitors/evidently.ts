import type { FeatureDrift } from '../../schemas/types.ts';
import { type Fields, fieldsIn, isFields } from '../fields.ts';
import { failed, ok } from '../result.ts';
import { readAbout } from './about.ts';
import { judgeMethod } from './evidently-methods.ts';
import { externalFeature, findingsOf } from './findings.ts';
import { digestKey } from './key.ts';
import type { Monitor } from './monitor.ts';
import { longest, numberOf, shown, textOf } from './values.ts';

const expected =
  'This is no drift report of Evidently: expected is "metrics", a list with a ValueDrift (0.7 and newer: snapshot.dict(), entries with "config" and "value") or a ColumnDriftMetric or DataDriftTable (0.6 and older: report.as_dict(), entries with "metric" and "result").';

/**
 * Evidently's report as JSON: of 0.7 and newer, or of 0.6 and older. Its own verdict on the data set (a share of the
 * columns) decides where the report holds one, else any column that drifted.
 */
export const evidently: Monitor = {
  id: 'evidently',
  title: 'Evidently',
  listsOnlyAmiss: false,
  read(payload, context) {
    const metrics = fieldsIn(isFields(payload) ? payload['metrics'] : null);
    const found = metrics.some(isNew) ? readNew(metrics, payload) : readOld(metrics);
    if (found.features.length === 0) return failed(expected);
    const about = readAbout(payload, context, isFields(payload) ? payload['timestamp'] : null);
    if (!about.ok) return about;
    const findings = findingsOf(found.features, [], found.verdict);
    if (!findings.ok) return findings;
    const key = digestKey(payload, about.value.at);
    return ok([{ ...about.value, key, decided: false, commit: null, findings: findings.value }]);
  },
};

interface Found {
  readonly features: readonly FeatureDrift[];
  readonly verdict: boolean | null;
}

const newType = 'evidently:metric_v2:';

function isNew({ config }: Fields): boolean {
  return (
    isFields(config) && typeof config['type'] === 'string' && config['type'].startsWith(newType)
  );
}

function readNew(metrics: readonly Fields[], payload: unknown): Found {
  const tests = fieldsIn(isFields(payload) ? payload['tests'] : null);
  let verdict: boolean | null = null;
  const features = metrics.flatMap((metric) => {
    const config = isFields(metric['config']) ? metric['config'] : {};
    if (config['type'] === `${newType}DriftedColumnsCount`) {
      const share = isFields(metric['value']) ? numberOf(metric['value'], 'share') : null;
      const limit = numberOf(config, 'drift_share');
      verdict = share === null || limit === null ? null : share >= limit;
    }
    if (config['type'] !== `${newType}ValueDrift`) return [];
    return [
      column({
        name: textOf(config, 'column', longest.feature),
        method: textOf(config, 'method', longest.method),
        value: numberOf(metric, 'value'),
        threshold: numberOf(config, 'threshold'),
        said: testOf(tests, metric['id']),
        kind: 'unknown',
      }),
    ];
  });
  return { features, verdict };
}

/** What the report's own test says of a metric; null where it has none. */
function testOf(tests: readonly Fields[], metric: unknown): boolean | null {
  const statuses = tests
    .filter(({ metric_config: of }) => isFields(of) && of['metric_id'] === metric)
    .map(({ status }) => (typeof status === 'string' ? status.replace(/^TestStatus\./, '') : ''));
  if (statuses.includes('FAIL')) return true;
  return statuses.length > 0 && statuses.every((one) => one === 'SUCCESS') ? false : null;
}

function readOld(metrics: readonly Fields[]): Found {
  let verdict: boolean | null = null;
  const features = metrics.flatMap((metric) => {
    const result = isFields(metric['result']) ? metric['result'] : {};
    if (typeof result['dataset_drift'] === 'boolean') verdict = result['dataset_drift'];
    const table = isFields(result['drift_by_columns']) ? result['drift_by_columns'] : {};
    const columns = metric['metric'] === 'ColumnDriftMetric' ? [result] : [];
    return [...columns, ...fieldsIn(Object.values(table))].map((one) =>
      column({
        name: textOf(one, 'column_name', longest.feature),
        method: textOf(one, 'stattest_name', longest.method),
        value: numberOf(one, 'drift_score'),
        threshold: numberOf(one, 'stattest_threshold'),
        said: typeof one['drift_detected'] === 'boolean' ? one['drift_detected'] : null,
        kind: kinds.get(one['column_type']) ?? 'unknown',
      }),
    );
  });
  return { features, verdict };
}

const kinds: ReadonlyMap<unknown, FeatureDrift['kind']> = new Map([
  ['num', 'numeric'],
  ['cat', 'categorical'],
  ['text', 'text'],
  ['datetime', 'time'],
]);

interface Column {
  readonly name: string | null;
  readonly method: string | null;
  readonly value: number | null;
  readonly threshold: number | null;
  /** What the report says itself. */
  readonly said: boolean | null;
  readonly kind: FeatureDrift['kind'];
}

function column({ name, method, value, threshold, said, kind }: Column): FeatureDrift {
  const feature = name ?? 'a column without a name';
  const by = method ?? 'an unknown method';
  if (value === null) {
    const reason = `${by} gave no finite number.`;
    return externalFeature({ feature, kind, method: by, outcome: 'insufficient-data', reason });
  }
  const judged = threshold === null ? null : judgeMethod(by, value, threshold);
  const drifted = said ?? judged?.drifted ?? null;
  const isPValue = judged?.isPValue ?? false;
  const side = drifted === true ? 'drift' : 'no drift';
  const told = `${by} is ${shown(value)}, the threshold ${threshold === null ? 'unknown' : shown(threshold)}: ${drifted === null ? 'Assay does not know which side is drift' : side}.`;
  return externalFeature({
    feature,
    kind,
    method: by,
    outcome: outcomeOf(drifted),
    reason: told,
    alarm: 'distribution',
    ...(isPValue ? { pValue: value } : { size: value, threshold }),
  });
}

function outcomeOf(drifted: boolean | null): FeatureDrift['outcome'] {
  if (drifted === null) return 'unreadable';
  return drifted ? 'drift' : 'stable';
}
