import { describe, expect, it } from 'vitest';
import { finiteNumbers } from '../../../core/checks/finite-numbers.ts';
import type { EvaluationRecord } from '../../../schemas/types.ts';
import { betterMetrics, candidate, evaluation } from '../judge/candidate.ts';
import { context } from './context.ts';

function judged(changes: Partial<Pick<EvaluationRecord, 'metrics' | 'reported' | 'status'>>) {
  const facts = candidate({ evaluation: evaluation(betterMetrics, changes) });
  return finiteNumbers.judge(facts, context);
}

describe('the check finite-numbers', () => {
  it('passes when every number is finite, and says how many there are', () => {
    expect(judged({})).toEqual({
      outcome: 'pass',
      sentence: 'All numbers are finite: 3 computed, 1 reported.',
      evidence: [],
    });
  });

  it('fails by file, name and spelling for a reported number that is not finite', () => {
    const reported: EvaluationRecord['reported'] = [
      { path: 'train.json', values: { loss: 0.1 } },
      {
        path: 'metrics.json',
        values: { 'test.loss': null, 'test.auc': 0.9, up: null, down: null },
        notFinite: { 'test.loss': 'NaN', up: 'Infinity', down: '-Infinity' },
      },
    ];
    expect(judged({ reported })).toEqual({
      outcome: 'fail',
      sentence:
        '3 metrics are not finite numbers: metrics.json: test.loss is NaN; metrics.json: up is Infinity; metrics.json: down is -Infinity.',
      evidence: [
        'metrics.json: test.loss is NaN',
        'metrics.json: up is Infinity',
        'metrics.json: down is -Infinity',
      ],
    });
  });

  it('fails for a null of which the record does not say more', () => {
    const reported = [{ path: 'metrics.json', values: { toString: null } }];
    expect(judged({ reported }).evidence).toEqual(['metrics.json: toString is not finite']);
  });

  it('fails for a name that a record has among the infinite ones, though it also has a number for it', () => {
    const reported: EvaluationRecord['reported'] = [
      { path: 'a.json', values: { loss: 0.1 }, notFinite: { loss: 'NaN' } },
    ];
    expect(judged({ reported }).sentence).toBe(
      '1 metric is not a finite number: a.json: loss is NaN.',
    );
  });

  it('fails by name and reason for a computed metric without a value, gated or not', () => {
    const metrics = {
      mae: { value: 1, rows: 10 },
      roc_auc: { value: null, rows: 10, reason: 'All rows have one class.' },
      mape: { value: null, rows: 10 },
    };
    expect(judged({ metrics })).toEqual({
      outcome: 'fail',
      sentence:
        '2 metrics are not finite numbers: roc_auc has no value: All rows have one class; mape has no value.',
      evidence: ['roc_auc has no value: All rows have one class', 'mape has no value'],
    });
  });

  it('names the first of many, and has all in its evidence', () => {
    const values = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`m${index}`, null]));
    const finding = judged({ reported: [{ path: 'a.json', values }] });
    expect(finding.sentence).toMatch(
      /^8 metrics are not .* a\.json: m4 is not finite; and 3 more\.$/,
    );
    expect(finding.evidence).toHaveLength(8);
  });

  it('is inconclusive without a successful evaluation', () => {
    expect(judged({ status: 'failed' }).outcome).toBe('inconclusive');
    expect(finiteNumbers.judge(candidate({ evaluation: null }), context).outcome).toBe(
      'inconclusive',
    );
  });
});
