import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import {
  renderCheck,
  renderConfigProblem,
  renderNoModel,
  renderWaiting,
} from '../../../core/report/check.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import {
  betterMetrics,
  candidate,
  evaluation,
  gated,
  head,
  otherSet,
  repository,
  worseMetrics,
} from '../judge/candidate.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';

function check(facts: CandidateFacts) {
  return renderCheck({
    repositoryUrl: `https://github.com/${repository}`,
    head,
    models: [{ facts, judgement: judge(facts) }],
    obstacles: [],
    notes: [],
    checkUrl: null,
  });
}

describe('renderCheck', () => {
  it('is a success when every check passes', () => {
    const rendered = check(candidate());
    expect(rendered).toMatchObject({
      conclusion: 'success',
      title: 'Ready to merge: mae 27.5, 35% better than the baseline',
    });
    expect(rendered.summary).toContain('The gate was read from the base branch.');
    expect(rendered.text).toContain('| `mae`\u00a0\u2193 |');
  });

  it('is a failure when a check fails, and when one is inconclusive', () => {
    expect(check(candidate({ evaluation: evaluation(worseMetrics) }))).toMatchObject({
      conclusion: 'failure',
      title: 'Not ready to merge: mae 73.1 is a regression, 73% worse than the baseline',
    });
    const other = evaluation(betterMetrics, { evaluationSet: otherSet });
    expect(check(candidate({ evaluation: other }))).toMatchObject({
      conclusion: 'failure',
      title: 'Not ready to merge: candidate and baseline were evaluated on different rows',
    });
  });

  it('is neutral when all that is left is a warning', () => {
    const facts = gated(
      { metrics: { mae: { limit: 60 } }, checks: { 'metric-gate': 'warn' } },
      { evaluation: evaluation(worseMetrics) },
    );
    expect(check(facts)).toMatchObject({
      conclusion: 'neutral',
      title: 'Can be merged, with a warning: mae 73.1 is out of its bounds (at most 60)',
    });
  });

  it('speaks of a commit on the default branch as of one that is merged already', () => {
    const landed = { number: null, base: head, head, fork: false, author: null };
    const better = check(candidate({ pullRequest: landed }));
    expect(better.title).toBe('Passes the gate: mae 27.5, 35% better than the baseline');
    expect(better.summary).toContain('The gate was read from this commit.');
    expect(better.text).toContain('against the commit before');
    const words = Object.values(better).join('\n');
    expect(words).not.toMatch(/merge|this pull request|base branch/i);
    const worse = check(candidate({ pullRequest: landed, evaluation: evaluation(worseMetrics) }));
    expect(worse.title).toMatch(/^Fails the gate: mae 73\.1/);
  });

  it('keeps to the limits of GitHub whatever it is given', () => {
    const refusals = Array.from({ length: 300 }, () => '@x\u{1f4a5} | `'.repeat(800));
    const { title, summary, text } = check(candidate({ refusals, model: 'm'.repeat(10_000) }));
    expect(title.length).toBeLessThan(255);
    expect(summary.length).toBeLessThan(65_535);
    expect(text.length).toBeLessThan(65_535);
  });
});

describe('the other check runs', () => {
  it('say that no model is affected, and what is waited for', () => {
    expect(renderNoModel()).toMatchObject({ conclusion: 'success', title: 'No model is affected' });
    expect(renderWaiting(['bike-demand', 'taxi-demand']).summary).toContain(
      'The verdict on `bike-demand`, `taxi-demand` follows',
    );
  });

  it('fail on a configuration that cannot be used, and show its sentence as text', () => {
    const message = '.github/assay.yml (line 3, column 5) has an unknown key "metrcis" @octocat.';
    const rendered = renderConfigProblem(message);
    expect(rendered.conclusion).toBe('failure');
    expect(rendered.title).toBe(`The configuration can't be used: ${message}`);
    expect(rendered.summary).toContain('"metrcis"');
    expect(rendered.summary).toContain('`@octocat`.');
  });

  it('make nothing of hostile text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { title, summary, text: body } of [renderConfigProblem(`a ${text}`)]) {
          expect(title).not.toMatch(/[\n\r\u202E]/);
          for (const html of [summary, body].map(renderMarkdown)) {
            const harmless = new Set(['p', 'code', 'ul', 'li']);
            expect(elements(html).filter((name) => !harmless.has(name))).toEqual([]);
            expect(decoded(withoutCode(html))).not.toMatch(linking);
          }
        }
      }),
    );
  });

  it('leads to the workflow run that made the records', () => {
    expect(check(candidate()).detailsUrl).toBe(
      'https://github.com/octo-org/bike-demand/actions/runs/4711',
    );
  });
});
