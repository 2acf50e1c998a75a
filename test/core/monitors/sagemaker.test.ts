import { describe, expect, it } from 'vitest';
import { onlyReport, outcomes, refusal } from './read.ts';

/** As the documentation of SageMaker Model Monitor has the file. */
const violations = [
  {
    feature_name: 'temp',
    constraint_check_type: 'baseline_drift_check',
    description: 'Baseline drift distance: 0.3142 exceeds threshold: 0.1',
  },
  {
    feature_name: 'hum',
    constraint_check_type: 'completeness_check',
    description: 'Value: 0.5 does not meet the constraint requirement! Expected Completeness: 1.0.',
  },
  { feature_name: 'new', constraint_check_type: 'extra_column_check', description: 'One more.' },
];

describe('the violations of SageMaker', () => {
  it.each(['violations', 'constraint_violations', 'constraints_violations'])(
    'under the name %s drift by feature, each with its alarm',
    (name) => {
      const report = onlyReport('sagemaker', { version: 0, [name]: violations });
      expect(report.findings.outcome).toBe('drift');
      expect(outcomes(report)).toEqual({ temp: 'drift', hum: 'drift', new: 'warning' });
      const [temp, hum] = report.findings.features;
      expect(temp).toMatchObject({ size: 0.3142, threshold: 0.1, alarms: ['distribution'] });
      expect(hum).toMatchObject({ method: 'completeness_check', size: null, alarms: ['missing'] });
    },
  );

  it('that are none are stable, at a time that is said', () => {
    expect(onlyReport('sagemaker', { violations: [] }).findings.outcome).toBe('stable');
    expect(refusal('sagemaker', { violations: [] }, { at: null })).toContain(
      'When was this found?',
    );
    const first = onlyReport('sagemaker', { violations: [] });
    const second = onlyReport('sagemaker', { violations: [] }, { at: '2026-07-27' });
    expect(second.key).not.toBe(first.key);
  });

  it('of model quality are performance', () => {
    const report = onlyReport('sagemaker', {
      violations: [
        {
          metric_name: 'f1',
          constraint_check_type: 'LessThanThreshold',
          description: "Metric f1 with 0.59 +/- 0.01 was LessThanThreshold '0.7'",
        },
      ],
    });
    expect(report.findings).toMatchObject({ outcome: 'drift', features: [] });
    expect(report.findings.performance).toMatchObject([
      { metric: 'f1', value: null, outcome: 'drift', estimated: false },
    ]);
  });

  it('of bias and of attribution are named by facet and by label', () => {
    const report = onlyReport('sagemaker', {
      violations: [
        {
          facet: 'age',
          facet_value: '[40]',
          metric_name: 'CI',
          constraint_check_type: 'bias_drift_check',
          description: 'Value 0.47 is beyond.',
        },
        {
          label: 'label0',
          metric_name: 'shap',
          constraint_check_type: 'feature_attribution_drift_check',
          description: 'nDCG 0.7 is below 0.9.',
        },
      ],
    });
    expect(outcomes(report)).toEqual({ 'age [40] CI': 'drift', 'label0 shap': 'drift' });
  });

  it.each([{}, [], 'x', { violations: {} }, { violations: [7] }])(
    'as %j are refused',
    (payload) => {
      expect(refusal('sagemaker', payload)).toContain('This is no file of violations');
    },
  );
});
