import type { CheckResult, EvaluationRecord, VerdictRecord } from '../../schemas/types.ts';
import { digitsOf, recordUri } from './statement.ts';

/** The predicate of in-toto's test results, https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md. */
export interface TestResult {
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly configuration: readonly object[];
  readonly passedTests: readonly string[];
  readonly warnedTests: readonly string[];
  readonly failedTests: readonly string[];
}

const results = { pass: 'PASSED', warn: 'WARNED', fail: 'FAILED', inconclusive: 'FAILED' } as const;

/**
 * What the evaluation and the verdict found, as test results. What nobody has judged did not pass: without a verdict the
 * result is a warning, and so is a metric without a value.
 */
export function testResult(
  evaluation: Readonly<EvaluationRecord>,
  verdict: Readonly<VerdictRecord> | null,
): TestResult {
  const measured = Object.entries(evaluation.metrics);
  const metrics = (isWanted: (value: number | null) => boolean): readonly string[] =>
    measured.filter(([, { value }]) => isWanted(value)).map(([id]) => `metric ${id}`);
  const checks = (...outcomes: readonly CheckResult['outcome'][]): readonly string[] =>
    (verdict?.checks ?? [])
      .filter(({ outcome }) => outcomes.includes(outcome))
      .map(({ check }) => `check ${check}`);
  return {
    result: verdict === null ? 'WARNED' : results[verdict.outcome],
    configuration: configurationOf(evaluation, verdict),
    passedTests: [...metrics((value) => value !== null), ...checks('pass')],
    warnedTests: [
      ...metrics((value) => value === null),
      ...checks('warn'),
      ...(verdict === null ? ['verdict: none was on record at the registration'] : []),
    ],
    failedTests: checks('fail', 'inconclusive'),
  };
}

function configurationOf(
  evaluation: Readonly<EvaluationRecord>,
  verdict: Readonly<VerdictRecord> | null,
): readonly object[] {
  const { evaluationSet, metrics, id } = evaluation;
  const values = Object.entries(metrics).map(([metric, { value }]) => [metric, value]);
  return [
    ...(evaluationSet === undefined
      ? []
      : [{ name: 'evaluation set', digest: { sha256: digitsOf(evaluationSet.digest) } }]),
    {
      uri: recordUri('evaluation', id),
      annotations: { metrics: Object.fromEntries(values) },
    },
    ...(verdict === null
      ? []
      : [{ uri: recordUri('verdict', verdict.id), annotations: { outcome: verdict.outcome } }]),
  ];
}
