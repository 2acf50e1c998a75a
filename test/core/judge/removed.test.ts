import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { partRemoved } from '../../../core/judge/removed.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { candidate, config, head } from './candidate.ts';

const removal = { gatePaths: ['.github/assay.yml'], complete: true, riskAfter: 'none' } as const;

function judged(risk: NonNullable<ModelConfig['risk']>, approvals: readonly string[] | null) {
  const reviews = approvals?.map((reviewer) => ({
    reviewer,
    state: 'approved' as const,
    commit: head,
    teams: [],
    mayPush: true,
  }));
  return judge(
    candidate({
      config: { ...config, risk },
      run: null,
      evaluation: null,
      changes: removal,
      reviews: reviews === undefined ? null : { reviews, lastPusher: null, unread: [] },
    }),
  );
}

describe('a model that a pull request takes out of the configuration', () => {
  it('is judged by what people decide, and by no record', () => {
    expect(judged('high', []).checks.map(({ check }) => check)).toEqual([
      'risk-tier',
      'gate-changes',
      'approval',
    ]);
  });

  it('is blocked while nobody who counts has approved it, like one whose tier is lowered', () => {
    expect(judged('limited', []).outcome).toBe('fail');
    expect(judged('limited', ['hubot']).outcome).toBe('warn');
    expect(judged('high', ['hubot']).outcome).toBe('fail');
    expect(judged('high', ['hubot', 'monalisa']).outcome).toBe('warn');
  });

  it('is not let go when the reviews could not be read', () => {
    expect(judged('high', null).outcome).toBe('inconclusive');
  });

  it('is let go with a warning at the lowest tier', () => {
    expect(judged('minimal', null).outcome).toBe('warn');
  });

  it('is told apart from those that are judged, with the reason why it may not go', () => {
    const gone = candidate({
      model: 'old',
      config: { ...config, risk: 'limited' },
      changes: removal,
      reviews: { reviews: [], lastPusher: null, unread: [] },
    });
    const all = [candidate(), gone].map((facts) => ({ facts, judgement: judge(facts) }));
    const parted = partRemoved(all);
    expect(parted.judged).toEqual(all.slice(0, 1));
    expect(parted.removed).toEqual(['old']);
    expect(parted.obstacles).toEqual([
      'old is taken out of the configuration. The pull request takes the model, whose risk is limited, out of the configuration, and nobody who counts has approved the head commit.',
    ]);
  });
});
