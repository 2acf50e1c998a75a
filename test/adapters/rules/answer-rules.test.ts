import { describe, expect, it } from 'vitest';
import { answerRules } from '../../../adapters/rules/answer-rules.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { RuleConfig } from '../../../schemas/types.ts';
import { candidate, gated } from '../../core/judge/candidate.ts';

/** Generous where a machine is busy: what should end by its own limit is given one in the test. */
const limits = { ruleMs: 5_000, startMs: 20_000, allMs: 60_000 };
const tens = '[1,2,3,4,5,6,7,8,9,10]';
/** Goes through 10^8 items. */
const endless = nested('all', 'true');
/** Makes a list of 10^8 texts. */
const huge = `${nested('map', '"x"')} == []`;

function nested(macro: string, inner: string): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  return names.reduceRight((body, name) => `${tens}.${macro}(${name}, ${body})`, inner);
}

function asking(...rules: readonly (readonly [id: string, when: string])[]): CandidateFacts {
  return gated({ rules: rules.map(([id, when]): RuleConfig => ({ id, when })) });
}

describe('answerRules', () => {
  it('answers the rules of every model by its own values', async () => {
    const one = asking(
      ['small', 'candidate.artifact.bytes < 50000000'],
      ['name', 'model.name == "b"'],
    );
    const other = { ...asking(['name', 'model.name == "b"']), model: 'b' };
    const [first, second, third] = await answerRules([one, other, candidate()], limits);
    expect([...(first?.ruleAnswers ?? [])]).toEqual([
      ['rule-small', { kind: 'holds' }],
      ['rule-name', { kind: 'broken' }],
    ]);
    expect(second?.ruleAnswers.get('rule-name')).toEqual({ kind: 'holds' });
    expect(third?.ruleAnswers.size).toBe(0);
  });

  it('stops a rule that takes too long in time, and answers the next', async () => {
    const facts = asking(['endless', endless], ['next', 'true']);
    const start = performance.now();
    const [answered] = await answerRules([facts], { ...limits, ruleMs: 1_000 });
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(answered?.ruleAnswers.get('rule-endless')).toEqual({
      kind: 'open',
      reason: 'evaluating it takes more than 1000 ms, or too much memory: make it simpler',
    });
    expect(answered?.ruleAnswers.get('rule-next')).toEqual({ kind: 'holds' });
  });

  it('outlives a rule that needs too much memory', async () => {
    const [answered] = await answerRules([asking(['huge', huge], ['next', 'true'])], {
      ...limits,
      ruleMs: 20_000,
    });
    expect(answered?.ruleAnswers.get('rule-huge')).toMatchObject({ kind: 'open' });
    expect(answered?.ruleAnswers.get('rule-next')).toEqual({ kind: 'holds' });
  });

  it('says nothing of a candidate whose records are awaited', async () => {
    const facts = asking(['rule', 'pull_request.fork']);
    const awaited = { ...facts, workflow: { kind: 'waiting' }, evaluation: null } as const;
    const [answered] = await answerRules([awaited], limits);
    expect(answered?.ruleAnswers.size).toBe(0);
  });

  it('asks no more rules when the time for all is used up', async () => {
    const [answered] = await answerRules([asking(['late', 'true'])], { ...limits, allMs: -1 });
    expect(answered?.ruleAnswers.get('rule-late')).toEqual({
      kind: 'open',
      reason: 'the time for all rules together is used up: make the others simpler',
    });
  });
});
