import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { renderCheck } from '../../../core/report/index.ts';
import { endedDay } from '../../../core/waiver/ended.ts';
import { candidate, evaluation, head, repository, worseMetrics } from '../judge/candidate.ts';
import { waiver } from './record.ts';

/** What the check says of a regression that is waived until a day, or at its head. */
function textOf(until: string | null): string {
  const granted = waiver(until === null ? {} : { head: null, until: `${until}T23:59:59Z` });
  const facts = candidate({
    evaluation: evaluation(worseMetrics),
    waivers: new Map([[granted.check, granted]]),
  });
  const { text } = renderCheck({
    repositoryUrl: `https://github.com/${repository}`,
    head,
    models: [{ facts, judgement: judge(facts) }],
    obstacles: [],
    notes: [],
    checkUrl: null,
  });
  return text;
}

describe('the day until which something is waived', () => {
  it('is over from the next day on, by what the check says', () => {
    expect(endedDay(textOf('2026-09-30'), new Date('2026-10-01T00:00:00Z'))).toBe('2026-09-30');
    expect(endedDay(textOf('2026-09-30'), new Date('2026-09-30T23:59:59Z'))).toBeNull();
  });

  it('is none for a waiver that is bound to a head, and for a check without one', () => {
    expect(endedDay(textOf(null), new Date('2030-01-01T00:00:00Z'))).toBeNull();
    expect(endedDay('', new Date('2030-01-01T00:00:00Z'))).toBeNull();
  });
});
