import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { drifted } from './records.ts';
import { grafanaWebhook } from '../../core/monitors/grafana-webhook.ts';

/** A body as each monitor sends it: made by the tool where it can be run, else as its documentation has it. */
export function genuineReport(
  id: string,
  { repository, commit }: { readonly repository: string; readonly commit: string },
): string {
  if (id === 'assay') {
    const source = {
      repository,
      commit,
      runId: 7,
      attempt: 1,
      event: 'schedule',
      workflow: '.github/workflows/ml.yml',
    };
    return JSON.stringify(drifted(source, 'bikes', { start: '2026-07-01', end: '2026-07-25' }));
  }
  const body = bodies[id];
  if (body === undefined) throw new TypeError(`There is no report of ${id} to send.`);
  return body;
}

/** When it was made is the day on which its script ran: a report of the future is refused. */
function golden(name: string): string {
  const file = new URL(`../../goldens/monitors/${name}.json`, import.meta.url);
  return readFileSync(file, 'utf8').replaceAll(/2026-1\d-\d\d/g, '2026-07-26');
}

const anomaly = {
  featureAnomalies: [{ featureDisplayName: 'temp', deviation: 0.9, threshold: 0.7 }],
  startTime: '2026-07-26T06:00:00Z',
  endTime: '2026-07-26T07:00:00Z',
};

const bodies: Readonly<Record<string, string>> = {
  alertmanager: golden('alertmanager-firing'),
  evidently: golden('evidently-new-distances'),
  grafana: JSON.stringify(grafanaWebhook),
  nannyml: golden('nannyml-univariate'),
  sagemaker: JSON.stringify({
    version: 0,
    violations: [
      {
        feature_name: 'temp',
        constraint_check_type: 'baseline_drift_check',
        description: 'Baseline drift distance: 0.3142 exceeds threshold: 0.1',
      },
    ],
  }),
  vertex: JSON.stringify({
    message: {
      data: Buffer.from(JSON.stringify(anomaly)).toString('base64'),
      messageId: '2070443601311540',
      publishTime: '2026-07-26T07:01:00.5Z',
      attributes: {},
    },
    subscription: 'projects/p/subscriptions/assay',
  }),
};
