import type { CheckResult, EvaluationRecord } from '../../schemas/types.ts';
import type { NamedVerdict } from '../version/verdict.ts';
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
 * What the evaluation and the verdict found, as test results. What nobody has judged did not pass: without a verdict, or
 * with one of other bytes, the result is a warning. A figure is no test: it stands in the configuration, and one without
 * a value is a warning.
 */
export function testResult(
  evaluation: Readonly<EvaluationRecord>,
  verdict: NamedVerdict | null,
): TestResult {
  const judged = verdict?.ofTheseBytes === true ? verdict.record : null;
  const checks = (...outcomes: readonly CheckResult['outcome'][]): readonly string[] =>
    (judged?.checks ?? [])
      .filter(({ outcome }) => outcomes.includes(outcome))
      .map(({ check }) => `check ${check}`);
  const withoutValue = Object.entries(evaluation.metrics).filter(([, { value }]) => value === null);
  return {
    result: judged === null ? 'WARNED' : results[judged.outcome],
    configuration: configurationOf(evaluation, verdict),
    passedTests: checks('pass'),
    warnedTests: [
      ...withoutValue.map(([id]) => `metric ${id}`),
      ...checks('warn'),
      ...(judged === null ? [unjudged(verdict)] : []),
    ],
    failedTests: checks('fail', 'inconclusive'),
  };
}

function unjudged(verdict: NamedVerdict | null): string {
  return verdict === null
    ? 'verdict: none was on record at the registration'
    : 'verdict: it judged other bytes, those that were trained before the merge';
}

function configurationOf(
  evaluation: Readonly<EvaluationRecord>,
  verdict: NamedVerdict | null,
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
      : [
          {
            uri: recordUri('verdict', verdict.record.id),
            annotations: {
              outcome: verdict.record.outcome,
              judged: verdict.ofTheseBytes ? 'these bytes' : 'other bytes',
            },
          },
        ]),
  ];
}
