import type { DriftAlarm, FeatureDrift, PerformanceDrift } from '../../schemas/types.ts';
import { type Fields, fieldsIn, isFields } from '../fields.ts';
import { failed, ok } from '../result.ts';
import { bounded } from '../text/bounded.ts';
import { readAbout } from './about.ts';
import { externalFeature, findingsOf } from './findings.ts';
import { digestKey } from './key.ts';
import type { Monitor } from './monitor.ts';
import { firstTextOf, longest, textOf } from './values.ts';

/** The file is called constraint_violations.json, and constraints_violations.json by older containers. */
const lists = ['violations', 'constraint_violations', 'constraints_violations'] as const;
const mostMetrics = 200;

/**
 * What SageMaker Model Monitor writes of an execution: the violations of data quality, of model quality (by `metric_name`
 * alone), of bias and of feature attribution. An empty list is an execution in which nothing was violated.
 */
export const sagemaker: Monitor = {
  id: 'sagemaker',
  title: 'SageMaker Model Monitor',
  listsOnlyAmiss: true,
  read(payload, context) {
    const fields = isFields(payload) ? payload : {};
    const given = lists.map((name) => fields[name]).find((one) => one !== undefined);
    const violations = fieldsIn(given);
    if (!Array.isArray(given) || violations.length !== given.length) {
      return failed(
        'This is no file of violations of SageMaker Model Monitor: expected is {"violations": [{"feature_name", "constraint_check_type", "description"}]}.',
      );
    }
    const about = readAbout(payload, context);
    if (!about.ok) return about;
    const metrics = violations.filter(isOfModel);
    const features = violations.filter((one) => !isOfModel(one)).map(featureOf);
    const calm = violations.length === 0 ? [nothingViolated] : [];
    const findings = findingsOf(
      [...features, ...calm],
      metrics.slice(0, mostMetrics).map(performanceOf),
    );
    if (!findings.ok) return findings;
    const key = digestKey(violations, about.value.at, about.value.stream);
    return ok([{ ...about.value, key, decided: false, commit: null, findings: findings.value }]);
  },
};

const nothingViolated = externalFeature({
  feature: 'all constraints',
  method: 'constraint_violations',
  outcome: 'stable',
  reason: 'Nothing was violated.',
});

const alarms: ReadonlyMap<string, DriftAlarm> = new Map([
  ['baseline_drift_check', 'distribution'],
  ['categorical_values_check', 'unseen'],
  ['completeness_check', 'missing'],
  ['data_type_check', 'schema'],
  ['extra_column_check', 'schema'],
  ['missing_column_check', 'schema'],
]);

/** The container's words: `Baseline drift distance: 0.31 exceeds threshold: 0.1`. */
const distance = /distance:? (\d+(?:\.\d+)?) exceeds threshold:? (\d+(?:\.\d+)?)/i;

function featureOf(violation: Fields): FeatureDrift {
  const check = textOf(violation, 'constraint_check_type', longest.method) ?? 'unknown check';
  const reason = textOf(violation, 'description', longest.reason) ?? '';
  const [, size, threshold] = distance.exec(reason) ?? [];
  return externalFeature({
    feature: nameOf(violation),
    method: check,
    // A column too many takes nothing from the model.
    outcome: check === 'extra_column_check' ? 'warning' : 'drift',
    reason,
    alarm: alarms.get(check) ?? 'external',
    ...(size === undefined ? {} : { size: Number(size), threshold: Number(threshold) }),
  });
}

/** Of bias, the facet and the metric; of attribution, the label. */
function nameOf(violation: Fields): string {
  const parts = [
    firstTextOf(violation, ['feature_name', 'facet', 'label'], longest.feature),
    textOf(violation, 'facet_value', 64),
    textOf(violation, 'metric_name', 64),
  ].filter((one) => one !== null);
  return parts.length === 0 ? 'a violation without a name' : parts.join(' ');
}

function isOfModel(violation: Fields): boolean {
  const isNamed = ['feature_name', 'facet', 'label'].some(
    (key) => textOf(violation, key, 1) !== null,
  );
  return !isNamed && textOf(violation, 'metric_name', 1) !== null;
}

function performanceOf(violation: Fields): PerformanceDrift {
  const check = textOf(violation, 'constraint_check_type', longest.method) ?? 'unknown check';
  const told = textOf(violation, 'description', longest.reason) ?? '';
  return {
    metric: textOf(violation, 'metric_name', 64) ?? '',
    estimated: false,
    value: null,
    interval: null,
    rows: 0,
    reference: null,
    limit: null,
    outcome: 'drift',
    reason: bounded(told === '' ? check : told, longest.reason),
  };
}
