import { describe, expect, it } from 'vitest';
import { provenance } from '../../../core/checks/provenance.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { betterMetrics, candidate, champion, evaluation, run } from '../judge/candidate.ts';
import { context } from './context.ts';

const judged = (changes: Partial<CandidateFacts> = {}) =>
  provenance.judge(candidate(changes), context);
const workflow = { runId: 4711, attempt: 1, name: 'ml', event: 'pull_request', actor: 'octocat' };

describe('the check provenance', () => {
  it('passes when every claim is what GitHub says', () => {
    expect(judged({ champion: champion() }).outcome).toBe('pass');
  });

  it.each([
    ['repository', { repository: 'someone/else' }],
    ['commit', { commit: 'c'.repeat(40) }],
    ['model', { model: 'taxi-demand' }],
    ['workflow run', { workflow: { ...workflow, runId: 4712 } }],
    ['attempt', { workflow: { ...workflow, attempt: 2 } }],
    ['event', { workflow: { ...workflow, event: 'push' } }],
  ])('fails when a record claims another %s', (field, claim) => {
    for (const changes of [
      { run: run(claim) },
      { evaluation: evaluation(betterMetrics, claim) },
      { champion: champion(betterMetrics, claim) },
    ]) {
      const finding = judged(changes);
      expect(finding.outcome).toBe('fail');
      expect(finding.sentence).toContain(`claims the ${field} `);
      expect(finding.evidence).toHaveLength(1);
    }
  });

  it('takes a record of an earlier attempt, which stays when only the failed jobs are run again', () => {
    const source = { ...candidate().source, attempt: 3 } as CandidateFacts['source'];
    expect(judged({ source }).outcome).toBe('pass');
  });

  it('fails a record that names no workflow run', () => {
    const { workflow: _, ...without } = run();
    expect(judged({ run: without })).toMatchObject({ outcome: 'fail' });
  });

  it('takes upper and lower case of a repository as alike, as GitHub does', () => {
    expect(judged({ run: run({ repository: 'Octo-Org/Bike-Demand' }) }).outcome).toBe('pass');
  });

  it('warns that the records of a fork are not trusted', () => {
    const fork = { pullRequest: { ...candidate().pullRequest, fork: true } };
    expect(judged(fork)).toMatchObject({
      outcome: 'warn',
      sentence: expect.stringContaining('of a fork'),
    });
    expect(judged({ ...fork, run: run({ commit: 'c'.repeat(40) }) }).outcome).toBe('fail');
  });

  it('is inconclusive when GitHub names no workflow run, or there is no record', () => {
    expect(judged({ source: null }).outcome).toBe('inconclusive');
    expect(judged({ run: null, evaluation: null }).outcome).toBe('inconclusive');
  });
});
