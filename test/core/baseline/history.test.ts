import { describe, expect, it } from 'vitest';
import { historyBefore } from '../../../core/baseline/history.ts';
import { evaluation, otherSet, testSet } from '../judge/candidate.ts';

const push = { runId: 1, attempt: 1, name: 'ml', event: 'push', actor: 'octocat' };
const point = (mae: number) => ({
  commit: 'e'.repeat(40),
  createdAt: '2026-01-01T00:00:00Z',
  metrics: { mae },
});

describe('the history before a candidate', () => {
  it("is the baseline's own, and the baseline", () => {
    const baseline = evaluation({ mae: 40 }, { workflow: push, history: [point(42), point(41)] });
    const history = historyBefore({ evaluationSet: testSet }, baseline);
    expect(history.map(({ metrics }) => metrics['mae'])).toEqual([42, 41, 40]);
  });

  it('has nothing of other rows', () => {
    const baseline = evaluation(
      { mae: 40 },
      { workflow: push, evaluationSet: otherSet, history: [point(42)] },
    );
    expect(historyBefore({ evaluationSet: testSet }, baseline)).toEqual([]);
  });

  it('has each merged model once, as the default branch evaluated it', () => {
    const ofPull = evaluation({ mae: 40 }, { history: [point(42)] });
    expect(ofPull.workflow?.event).toBe('pull_request');
    const history = historyBefore({ evaluationSet: testSet }, ofPull);
    expect(history.map(({ metrics }) => metrics['mae'])).toEqual([42]);
  });

  it('keeps the newest 30, as many as a record takes', () => {
    const before = Array.from({ length: 30 }, (_, index) => point(index));
    const baseline = evaluation({ mae: 40 }, { workflow: push, history: before });
    const history = historyBefore({ evaluationSet: testSet }, baseline);
    expect(history).toHaveLength(30);
    expect(history.at(-1)?.metrics).toEqual({ mae: 40 });
    expect(history[0]?.metrics).toEqual({ mae: 1 });
  });
});
