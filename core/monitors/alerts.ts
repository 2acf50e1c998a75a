import type { FeatureDrift } from '../../schemas/types.ts';
import { type Fields, isFields } from '../fields.ts';
import { failed, ok, type Result } from '../result.ts';
import { resolveModel } from './about.ts';
import { externalFeature, findingsOf } from './findings.ts';
import { digestKey } from './key.ts';
import { latest, momentOf, windowOf } from './moment.ts';
import type { MonitorContext, Report } from './monitor.ts';
import { streamOf } from './stream.ts';
import { addressOf, firstTextOf, longest, textOf } from './values.ts';

/** An alert of a notification in Alertmanager's manner. */
interface Alert {
  readonly model: string;
  readonly fires: boolean;
  readonly fingerprint: string;
  readonly startsAt: string;
  /** When it became what it is: fired, or was resolved. */
  readonly since: string;
  readonly fields: Fields;
  readonly annotations: Fields;
  readonly feature: FeatureDrift;
}

/** What differs between those who send notifications in this manner. */
export interface AlertDialect {
  /** Where a person sees the alert, in this order. */
  readonly addresses: readonly string[];
  /** What an alert says beside its annotations; null for nothing. */
  values(alert: Fields): string | null;
}

const mostAlerts = 5_000;
/** Each is a job of its own. */
const mostModels = 100;

/**
 * One report for each model of a notification: drift while any of its alerts fires, stable when all are resolved, and
 * undecided where the sender left some out. An alert has waited by its own rule, so it is decided. Each group of alerts is a
 * stream of its own: of one that ends others know nothing.
 */
export function readAlerts(
  payload: Fields,
  context: MonitorContext,
  dialect: AlertDialect,
): Result<readonly Report[]> {
  const given: readonly unknown[] = Array.isArray(payload['alerts']) ? payload['alerts'] : [];
  if (given.length === 0) return failed('Expected is "alerts", a list with at least one alert.');
  if (given.length > mostAlerts) return failed(`This holds more than ${mostAlerts} alerts.`);
  const alerts: Alert[] = [];
  for (const [index, one] of given.entries()) {
    const alert = readAlert(one, context, dialect);
    if (!alert.ok) return failed(`Alert ${index + 1}: ${alert.reason}`);
    alerts.push(alert.value);
  }
  const stream = streamOf(payload['groupKey']);
  const leftOut = payload['truncatedAlerts'] !== undefined && payload['truncatedAlerts'] !== 0;
  const models = Map.groupBy(alerts, (alert) => alert.model);
  if (models.size > mostModels) return failed(`This speaks of more than ${mostModels} models.`);
  const reports: Report[] = [];
  for (const [model, own] of models) {
    const report = reportOf(model, own, { stream, leftOut }, dialect);
    if (!report.ok) return report;
    reports.push(report.value);
  }
  return ok(reports);
}

function readAlert(value: unknown, context: MonitorContext, dialect: AlertDialect): Result<Alert> {
  if (!isFields(value)) return failed('it must be a mapping.');
  const labels = isFields(value['labels']) ? value['labels'] : {};
  const annotations = isFields(value['annotations']) ? value['annotations'] : {};
  const { status } = value;
  if (status !== 'firing' && status !== 'resolved') {
    return failed('"status" must be "firing" or "resolved".');
  }
  const model = resolveModel([labels['assay_model'], context.model, labels['model']]);
  if (!model.ok) return failed(`${model.reason} An alert names it by the label assay_model.`);
  const [startsAt, endsAt] = [momentOf(value['startsAt']), momentOf(value['endsAt'])];
  if (startsAt === null) return failed('"startsAt" must be a time.');
  const fires = status === 'firing';
  if (!fires && endsAt === null) return failed('"endsAt" must be a time, since it is resolved.');
  return ok({
    model: model.value,
    fires,
    fingerprint: textOf(value, 'fingerprint', 256) ?? digestKey(labels, startsAt),
    startsAt,
    since: (fires ? null : endsAt) ?? startsAt,
    fields: value,
    annotations,
    feature: featureOf(labels, fires, wordsOf(annotations, dialect.values(value))),
  });
}

function wordsOf(annotations: Fields, values: string | null): string {
  const words = firstTextOf(annotations, ['summary', 'description', 'message'], longest.reason);
  return [words, values].filter((one) => one !== null).join(' ');
}

function featureOf(labels: Fields, fires: boolean, words: string): FeatureDrift {
  const name = textOf(labels, 'alertname', longest.method) ?? 'an alert without a name';
  return externalFeature({
    feature: firstTextOf(labels, ['feature', 'column'], longest.feature) ?? name,
    method: name,
    outcome: fires ? 'drift' : 'stable',
    reason: words,
  });
}

function reportOf(
  model: string,
  alerts: readonly Alert[],
  { stream, leftOut }: { readonly stream: string | null; readonly leftOut: boolean },
  { addresses }: AlertDialect,
): Result<Report> {
  const findings = findingsOf(alerts.map(({ feature }) => feature));
  if (!findings.ok) return findings;
  const at = latest(alerts.map(({ since }) => since));
  const first = alerts.toSorted((a, b) => Number(b.fires) - Number(a.fires))[0];
  if (at === null || first === undefined) return failed('There is no alert.');
  const isOver = findings.value.outcome === 'stable';
  const outcome = isOver && leftOut ? 'insufficient-data' : findings.value.outcome;
  const states = alerts.map((one) => [one.fingerprint, one.startsAt, one.fires]);
  return ok({
    key: digestKey(states.map((one) => JSON.stringify(one)).toSorted(), at, stream),
    model,
    at,
    url: addressOf(first.fields, addresses),
    stream,
    decided: true,
    commit: null,
    window: windowOfAlerts(alerts, at),
    findings: { ...findings.value, outcome },
  });
}

/**
 * As an annotation says; else from when the first fired to when the last changed, so that of two notifications the later
 * one has the later end, in whichever order they come.
 */
function windowOfAlerts(alerts: readonly Alert[], at: string): Report['window'] {
  for (const { annotations } of alerts) {
    const { assay_window_start: start, assay_window_end: end } = annotations;
    const said = windowOf(start, end);
    if (said !== null) return said;
  }
  const [start = at] = alerts.map(({ startsAt }) => startsAt).toSorted();
  return windowOf(start, at);
}
