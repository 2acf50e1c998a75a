import { isFields } from '../fields.ts';
import { failed, ok } from '../result.ts';
import { readAbout } from './about.ts';
import { findingsOf } from './findings.ts';
import { digestKey } from './key.ts';
import type { Monitor } from './monitor.ts';
import { openPush } from './pub-sub.ts';
import { streamOf } from './stream.ts';
import { textOf } from './values.ts';
import { readVertex } from './vertex-forms.ts';

const expected =
  'This is no finding of Vertex AI Model Monitoring: expected is, pushed by Pub/Sub or as it is, a log entry with "featureAnomalies", a ModelMonitoringStatsAnomalies with "featureStats", or "modelMonitoringAlerts".';

/**
 * Vertex AI Model Monitoring: the anomalies that it writes to Cloud Logging, from where a sink brings them to Pub/Sub
 * (`ModelMonitoringAnomaliesLogEntry`), the statistics of version 1, and the alerts of version 2, by a push or as JSON.
 */
export const vertex: Monitor = {
  id: 'vertex',
  title: 'Vertex AI Model Monitoring',
  listsOnlyAmiss: true,
  read(payload, context) {
    const pushed = openPush(payload);
    if (!pushed.ok) return pushed;
    const { payload: inner, attributes, messageId, publishTime } = pushed.value;
    const found = readVertex(inner);
    if (found === null) return failed(expected);
    const named = textOf(attributes, 'assay_model', 64) ?? context.model;
    const own = found.at ?? publishTime;
    const about = readAbout(isFields(inner) ? inner : {}, { ...context, model: named }, own);
    if (!about.ok) return about;
    const findings = findingsOf(found.features);
    if (!findings.ok) return findings;
    return ok([
      {
        ...about.value,
        window: about.value.window ?? found.window,
        stream: about.value.stream ?? streamOf(found.stream),
        key: messageId ?? digestKey(inner, about.value.at),
        decided: false,
        commit: null,
        findings: findings.value,
      },
    ]);
  },
};
