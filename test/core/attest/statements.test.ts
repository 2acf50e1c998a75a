import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, modelStatement } from '../../../core/attest/model.ts';
import { provenance } from '../../../core/attest/provenance.ts';
import { versionSubjects } from '../../../core/attest/statement.ts';
import { testResult } from '../../../core/attest/test-result.ts';
import { verificationResult } from '../../../core/attest/verification.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { CheckResult, VerdictRecord } from '../../../schemas/types.ts';
import { history } from '../evidence/history.ts';
import { versionRecord } from '../version-record.ts';

const { evaluation, verdict, run } = history();

function check(name: string, outcome: CheckResult['outcome']): CheckResult {
  return { check: name, outcome, sentence: 'A sentence.', evidence: [] };
}

function judged(outcome: VerdictRecord['outcome'], ...checks: readonly CheckResult[]) {
  return { record: { ...verdict, outcome, checks: [...checks] }, ofTheseBytes: true };
}

describe('the test result of a version', () => {
  it('is a warning without a verdict, whatever the metrics are', () => {
    const result = testResult(evaluation, null);
    expect(result.result).toBe('WARNED');
    expect(result.warnedTests).toContain('verdict: none was on record at the registration');
    expect(result.passedTests).toEqual([]);
  });

  it('is a warning with a verdict of other bytes, and names none of its checks', () => {
    const verdictOfOthers = { ...judged('pass', check('a', 'pass')), ofTheseBytes: false };
    const result = testResult(evaluation, verdictOfOthers);
    expect(result).toMatchObject({ result: 'WARNED', passedTests: [], failedTests: [] });
    expect(result.warnedTests).toEqual([expect.stringContaining('it judged other bytes')]);
    expect(JSON.stringify(result.configuration)).toContain('"judged":"other bytes"');
  });

  it('takes no figure for a test that passed, however the verdict is', () => {
    const failed = testResult(evaluation, judged('fail', check('metric-gate', 'fail')));
    expect(failed).toMatchObject({ result: 'FAILED', passedTests: [] });
  });

  it('passes nothing that has no value, and fails what is inconclusive', () => {
    const nothing = { ...evaluation, metrics: { mae: { value: null, rows: 0 } } };
    const checks = [check('a', 'pass'), check('b', 'warn'), check('c', 'inconclusive')];
    expect(testResult(nothing, judged('inconclusive', ...checks))).toMatchObject({
      result: 'FAILED',
      passedTests: ['check a'],
      warnedTests: ['metric mae', 'check b'],
      failedTests: ['check c'],
    });
  });
});

describe('the verification result of a verdict', () => {
  it('names what passed, and neither what was waived nor a verdict with warnings', () => {
    const checks = [check('metric-gate', 'pass'), check('license', 'warn'), check('c', 'fail')];
    expect(verificationResult(judged('warn', ...checks).record).properties).toEqual([
      'ASSAY_CHECK_METRIC_GATE',
    ]);
    expect(verificationResult(judged('pass', check('c', 'pass')).record).properties).toEqual([
      'ASSAY_VERDICT_PASS',
      'ASSAY_CHECK_C',
    ]);
  });
});

describe('the provenance of a version', () => {
  const place = {
    serverUrl: 'https://github.com',
    workflowRef: 'acme/bike-demand/.github/workflows/ml.yml@refs/heads/main',
    ref: 'refs/heads/main',
    repositoryId: '1',
    ownerId: '2',
    runner: 'github-hosted',
  };

  it('names workflow, commit, data and, where another training was taken, its commit too', () => {
    const version = {
      ...versionRecord('1.1.0'),
      data: { days: { path: 'days.csv', digest: sha256('days'), bytes: 4 } },
    };
    const reused = {
      run: sha256('earlier'),
      commit: 'b'.repeat(40),
      workflow: { runId: 1, attempt: 1, name: 'ml', event: 'pull_request', actor: 'octocat' },
    };
    const made = JSON.stringify(provenance(version, { ...run, reused }, place, []));
    expect(made).toContain('"path":".github/workflows/ml.yml"');
    expect(made).toContain(
      `"name":"data set days","digest":{"sha256":"${sha256('days').slice(7)}"}`,
    );
    const commits = [...made.matchAll(/"gitCommit":"([a-f0-9]{40})"/g)].map(([, commit]) => commit);
    expect(commits).toEqual(['a'.repeat(40), 'b'.repeat(40)]);
  });
});

describe('the subjects of a version', () => {
  it('are its package and its model, which are one where the package is the list of its files', () => {
    const version = versionRecord('1.1.0');
    expect(versionSubjects(version).map(({ name }) => name)).toEqual([
      'bike-demand-1.1.0.tar.gz',
      'bike-demand@v1.1.0',
    ]);
    const { artifact, package: packed } = version;
    const same = { ...version, package: { ...packed, digest: artifact.digest } };
    expect(versionSubjects(same)).toHaveLength(1);
  });
});

describe('the statement of a model', () => {
  it('names each file once, in one order whatever the order of the files', () => {
    const path = fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), {
      minLength: 1,
      maxLength: 3,
    });
    const paths = fc.uniqueArray(
      path.map((parts) => parts.join('/')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(paths, (all) => {
        const files = all.map((one) => ({ path: one, digest: sha256(one), bytes: 1 }));
        const statement = modelStatement('m', files);
        expect(modelStatement('m', files.toReversed())).toEqual(statement);
        const signed = all.filter((one) => isSigned(one));
        expect(JSON.stringify(statement).match(/"algorithm"/g)?.length ?? 0).toBe(signed.length);
      }),
    );
  });
});
