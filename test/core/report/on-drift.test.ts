import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import type { OnDriftFacts } from '../../../core/judge/on-drift.ts';
import { renderComment } from '../../../core/report/comment.ts';
import { renderEvaluationSummary } from '../../../core/report/evaluation-summary.ts';
import { confirmedOnDriftLines, onDriftLines } from '../../../core/report/on-drift.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { EvaluationOnDrift } from '../../../schemas/types.ts';
import { candidate, evaluation, head, repository } from '../judge/candidate.ts';

const mae = {
  metric: 'mae',
  candidate: 40.25,
  champion: 55.15,
  difference: -14.9,
  interval: { lower: -17.1, upper: -12.6 },
};
const r2 = { metric: 'r2', candidate: 0.8, champion: null, difference: null, interval: null };
const better: EvaluationOnDrift = {
  drift: sha256('drift'),
  start: '2011-05-01',
  end: '2011-05-31',
  rows: 744,
  champion: '1.0.0',
  outcome: 'better',
  metrics: [r2, mae],
  reason: 'Surely better: mae.',
};

/** The comment on a candidate of which this is known. */
function comment(onDrift: OnDriftFacts | null): string {
  const facts = candidate({ onDrift });
  return renderComment({
    repositoryUrl: `https://github.com/${repository}`,
    head,
    models: [{ facts, judgement: judge(facts) }],
    obstacles: [],
    notes: [],
    checkUrl: null,
  });
}

/** The job summary of an evaluation with these fields. */
function summary(changes: Parameters<typeof evaluation>[1]): string {
  return renderEvaluationSummary(evaluation({ mae: 40 }, changes), {
    champion: null,
    baseline: null,
  });
}

describe('the comparison on the drifted window, as people read it', () => {
  it('is one sentence: where, on how many rows, and by how much; what decides first', () => {
    expect(onDriftLines(better)).toEqual([
      '✅ On the drifted window, `2011-05-01` to `2011-05-31` (744 rows), it is surely better than the champion `v1.0.0`: `mae`\u00a0↓ −14.9\u00a0[−17.1,\u00a0−12.6], `r2`\u00a0↑ —.',
    ]);
    expect(onDriftLines({ ...better, outcome: 'worse' })[0]).toMatch(/^⚠️ On .* surely worse than/);
    expect(onDriftLines({ ...better, outcome: 'alike' })[0]).toMatch(/^On .* can't be told from/);
  });

  it('says why there is none', () => {
    const reason = 'Only 3 of the judged rows lie in the window, and at least 30 are needed.';
    const found = onDriftLines({
      ...better,
      outcome: 'inconclusive',
      rows: 3,
      metrics: [],
      reason,
    });
    expect(found).toEqual([
      '❓ Not judged on the drifted window, `2011-05-01` to `2011-05-31` (3 rows): Only 3 of the judged rows lie in the window, and at least 30 are needed.',
    ]);
  });

  it('stands in the job summary and in the comment, and in neither where nothing was compared', () => {
    const compared: OnDriftFacts = { kind: 'compared', comparison: better };
    const [line = ''] = onDriftLines(better);
    expect(comment(compared)).toContain(`\n\n${line}\n`);
    expect(summary({ onDrift: better })).toContain(line);
    for (const text of [comment(null), summary({})]) expect(text).not.toContain('drifted window');
  });

  it('says that the app passes it over, and why', () => {
    const reason = 'Its window is not the one that drifted.';
    expect(confirmedOnDriftLines({ kind: 'ignored', reason })).toEqual([
      `⚠️ What the record says of the drifted window is passed over: ${reason}`,
    ]);
    expect(confirmedOnDriftLines(null)).toEqual([]);
  });
});
