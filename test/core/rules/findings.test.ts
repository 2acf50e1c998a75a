import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { renderCheck } from '../../../core/report/index.ts';
import type { RuleAnswer } from '../../../core/rules/answer.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { RuleConfig } from '../../../schemas/types.ts';
import { gated, repository } from '../judge/candidate.ts';

const small: RuleConfig = { id: 'small-model', when: 'candidate.artifact.bytes < 100' };

function facts(rule: RuleConfig, answer: RuleAnswer | null): CandidateFacts {
  const ruleAnswers = new Map(answer === null ? [] : [[`rule-${rule.id}`, answer]]);
  return gated({ metrics: { mae: { limit: 60 } }, rules: [rule] }, { ruleAnswers });
}

function shown(given: CandidateFacts) {
  return renderCheck({
    repositoryUrl: `https://github.com/${repository}`,
    checkUrl: null,
    head: given.pullRequest.head,
    models: [{ facts: given, judgement: judge(given) }],
    obstacles: [],
    notes: [],
  });
}

describe('the rules of a team in the verdict', () => {
  it('pass when they hold', () => {
    const { checks, outcome } = judge(facts(small, { kind: 'holds' }));
    expect(outcome).toBe('pass');
    expect(checks.at(-1)).toEqual({
      check: 'rule-small-model',
      outcome: 'pass',
      level: 'fail',
      source: 'gate.rules',
      sentence: 'The rule small-model holds: candidate.artifact.bytes < 100',
      evidence: [],
    });
  });

  it('fail when they do not hold, with the description, the expression, and what to do', () => {
    const rule = { ...small, description: 'The model must fit on the device.' };
    const given = facts(rule, { kind: 'broken' });
    expect(judge(given).checks.at(-1)).toMatchObject({
      outcome: 'fail',
      sentence:
        'The model must fit on the device. The rule small-model does not hold: candidate.artifact.bytes < 100',
    });
    const { conclusion, title, text } = shown(given);
    expect(conclusion).toBe('failure');
    expect(title).toBe('Not ready to merge: the rule small-model does not hold');
    expect(text).toContain('The model must fit on the device.');
    expect(text).toContain('`candidate.artifact.bytes`');
    expect(text).toContain('Change the model so that the rule holds.');
  });

  it('warn when they should only warn, whether broken or open', () => {
    for (const answer of [
      { kind: 'broken' },
      { kind: 'open', reason: 'x is not there' },
    ] as const) {
      const given = facts({ ...small, otherwise: 'warn' }, answer);
      expect(judge(given).checks.at(-1)).toMatchObject({ outcome: 'warn', level: 'warn' });
      expect(shown(given).conclusion).toBe('neutral');
    }
  });

  it('are inconclusive when they are open, and say what is missing', () => {
    const given = facts(small, { kind: 'open', reason: 'candidate.artifact is not there' });
    expect(judge(given)).toMatchObject({ outcome: 'inconclusive' });
    expect(judge(given).checks.at(-1)?.sentence).toBe(
      "The rule small-model can't be judged, since candidate.artifact is not there. The rule: candidate.artifact.bytes < 100",
    );
    expect(shown(given).title).toBe("Not ready to merge: the rule small-model can't be judged");
  });

  it('are inconclusive when they were not evaluated', () => {
    expect(judge(facts(small, null)).checks.at(-1)?.outcome).toBe('inconclusive');
  });

  it('show expressions and descriptions as text, whatever is in them', () => {
    const rule = {
      ...small,
      when: 'model.name\n != "@octocat | <img> #1"',
      description: '[click](https://evil.example) @octocat',
    };
    const { summary, text } = shown(facts(rule, { kind: 'broken' }));
    expect(`${summary}\n${text}`).not.toMatch(/(^|[^`])@octocat/m);
    expect(`${summary}\n${text}`).not.toMatch(/(^|[^`])<img>/m);
    expect(judge(facts(rule, { kind: 'broken' })).checks.at(-1)?.sentence).not.toContain('\n');
  });
});
