import type { FeatureDrift } from '../../schemas/types.ts';
import { type Fields, fieldsIn, isFields } from '../fields.ts';
import { externalFeature } from './findings.ts';
import { latest, momentOf, windowOf } from './moment.ts';
import { longest, numberOf, shown, textOf } from './values.ts';

/** What one of Vertex' forms holds. */
export interface VertexFound {
  readonly features: readonly FeatureDrift[];
  readonly at: string | null;
  readonly window: { readonly start: string; readonly end: string } | null;
  /** What an entry of the log is of: those of other objectives say nothing about it. */
  readonly stream: string | null;
}

/** Reads whichever form it is; null where it is none of them. */
export function readVertex(payload: unknown): VertexFound | null {
  if (!isFields(payload)) return null;
  const entry = isFields(payload['jsonPayload']) ? payload['jsonPayload'] : payload;
  if (Array.isArray(entry['featureAnomalies'])) return readLogEntry(entry, payload);
  if (Array.isArray(entry['modelMonitoringAlerts'])) {
    return readAlerts(fieldsIn(entry['modelMonitoringAlerts']));
  }
  const statistics = Array.isArray(entry['monitoringStats'])
    ? fieldsIn(entry['monitoringStats'])
    : [entry];
  return statistics.length > 0 && statistics.every((one) => Array.isArray(one['featureStats']))
    ? readStatistics(statistics)
    : null;
}

/** `ModelMonitoringAnomaliesLogEntry`: what is listed has passed its threshold. */
function readLogEntry(entry: Fields, { timestamp, resource }: Fields): VertexFound {
  const method = textOf(entry, 'anomalyObjective', longest.method) ?? 'anomaly';
  const features = fieldsIn(entry['featureAnomalies']).map((one) => {
    const size = numberOf(one, 'deviation');
    const threshold = numberOf(one, 'threshold');
    return anomalous(textOf(one, 'featureDisplayName', longest.feature), method, size, threshold);
  });
  const window = windowOf(entry['startTime'], entry['endTime']);
  const at = momentOf(entry['endTime']) ?? momentOf(timestamp);
  // An entry that lists nothing says so by its count, or is not understood.
  const isCalm = features.length === 0 && numberOf(entry, 'totalAnomaliesCount') === 0;
  const labels = isFields(resource) && isFields(resource['labels']) ? resource['labels'] : {};
  const job = textOf(labels, 'model_deployment_monitoring_job', longest.method);
  const stream = job === null ? method : `${method} ${job}`;
  return { features: isCalm ? [calm(method)] : features, at, window, stream };
}

/** `ModelMonitoringStatsAnomalies` of version 1: each feature's statistics over time, of which the newest count. */
function readStatistics(all: readonly Fields[]): VertexFound {
  const found = all.flatMap((statistics) => {
    const method = textOf(statistics, 'objective', longest.method) ?? 'objective unknown';
    return fieldsIn(statistics['featureStats']).map((feature) => newestOf(feature, method));
  });
  const newest = latest(found.map(({ at }) => at));
  return {
    features: found.map(({ feature }) => feature),
    at: newest,
    window: found.find(({ at }) => at === newest)?.window ?? null,
    stream: null,
  };
}

interface Newest extends Omit<VertexFound, 'features' | 'stream'> {
  readonly feature: FeatureDrift;
}

function newestOf(feature: Fields, method: string): Newest {
  const name = textOf(feature, 'featureDisplayName', longest.feature);
  const points = fieldsIn(feature['predictionStats']);
  const at = latest(points.map(({ endTime }) => momentOf(endTime)));
  const point = points.findLast(({ endTime }) => momentOf(endTime) === at) ?? {};
  const usual = isFields(feature['threshold']) ? numberOf(feature['threshold'], 'value') : null;
  const threshold = numberOf(point, 'anomalyDetectionThreshold') ?? usual;
  const size = numberOf(point, 'distributionDeviation');
  const window = windowOf(point['startTime'], point['endTime']);
  return { feature: judged(name, method, size, threshold), at, window };
}

function judged(
  name: string | null,
  method: string,
  size: number | null,
  threshold: number | null,
): FeatureDrift {
  if (size !== null && threshold !== null && size > threshold) {
    return anomalous(name, method, size, threshold);
  }
  const isJudged = size !== null && threshold !== null;
  return externalFeature({
    feature: name ?? unnamed,
    method,
    outcome: isJudged ? 'stable' : 'insufficient-data',
    reason: isJudged ? words(size, threshold) : 'The deviation or its threshold is missing.',
    size,
    threshold,
  });
}

/** `modelMonitoringAlerts` of version 2, as `searchModelMonitoringAlerts` lists them. */
function readAlerts(alerts: readonly Fields[]): VertexFound {
  const features = alerts.map((alert) => {
    const anomaly = isFields(alert['anomaly']) ? alert['anomaly'] : {};
    const tabular = isFields(anomaly['tabularAnomaly']) ? anomaly['tabularAnomaly'] : {};
    const condition = isFields(tabular['condition']) ? tabular['condition'] : {};
    return externalFeature({
      feature: textOf(alert, 'statsName', longest.feature) ?? unnamed,
      method:
        textOf(anomaly, 'algorithm', longest.method) ??
        textOf(alert, 'objectiveType', longest.method) ??
        'alert',
      outcome: 'drift',
      reason: textOf(tabular, 'summary', longest.reason) ?? '',
      threshold: numberOf(condition, 'threshold'),
      alarm: 'distribution',
    });
  });
  const at = latest(alerts.map(({ alertTime }) => momentOf(alertTime)));
  return { features, at, window: null, stream: null };
}

const unnamed = 'a feature without a name';

function anomalous(
  name: string | null,
  method: string,
  size: number | null,
  threshold: number | null,
): FeatureDrift {
  return externalFeature({
    feature: name ?? unnamed,
    method,
    outcome: 'drift',
    reason: words(size, threshold),
    size,
    threshold,
    alarm: 'distribution',
  });
}

function words(size: number | null, threshold: number | null): string {
  const [deviation, limit] = [size, threshold].map((one) =>
    one === null ? 'unknown' : shown(one),
  );
  return `The deviation is ${deviation}, the threshold ${limit}.`;
}

function calm(method: string): FeatureDrift {
  const reason = 'No anomaly was counted.';
  return externalFeature({ feature: 'all features', method, outcome: 'stable', reason });
}
