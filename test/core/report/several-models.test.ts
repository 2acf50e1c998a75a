import { describe, expect, it } from 'vitest';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { renderCheck, renderProgress } from '../../../core/report/check.ts';
import { renderComment } from '../../../core/report/comment.ts';
import { candidate, evaluation, repository, run, worseMetrics } from '../judge/candidate.ts';
import { churn, demand, sampleInput, tickets } from './sample.ts';

const comment = (...all: readonly CandidateFacts[]): string => renderComment(sampleInput(...all));
const heading = (text: string): string => text.split('\n')[1] ?? '';

function named(model: string, changes: Partial<CandidateFacts> = {}): CandidateFacts {
  const trained = run({ model });
  const passing = { mae: 27.4788, rmse: 41.8012, r2: 0.85291 };
  return candidate({
    model,
    run: trained,
    evaluation: evaluation(passing, { model, run: trained.id }),
    ...changes,
  });
}

function failing(model: string): CandidateFacts {
  const trained = run({ model });
  return named(model, { evaluation: evaluation(worseMetrics, { model, run: trained.id }) });
}

const awaited = (model: string): CandidateFacts =>
  named(model, { workflow: { kind: 'waiting' }, run: null, evaluation: null });

describe('a comment on several models', () => {
  it('names the one that decides, and has a line of its own for each, the worst first', () => {
    const text = comment(named('bikes'), failing('taxis'));
    expect(heading(text)).toBe('## ❌ Not ready to merge: 1 of 2 models fails (taxis)');
    const headings = text.split('\n').filter((line) => line.startsWith('### '));
    expect(headings).toEqual([
      '### ❌ `taxis`: mae 73.1 is a regression, 73% worse than the baseline',
      '### ✅ `bikes`: mae 27.5, 35% better than the baseline',
    ]);
  });

  it('folds away those that pass where there are many', () => {
    const text = comment(named('a'), named('b'), failing('c'), named('d'));
    expect(text).toContain('<details>\n<summary>\n\n### ✅ `a`: mae 27.5');
    expect(text).toContain('\n\n### ❌ `c`');
    expect(text).not.toContain('<summary>\n\n### ❌');
  });

  it('keeps a line of each, and tables before details, however many there are', () => {
    const models = Array.from({ length: 20 }, (_, index) => ({
      ...churn(),
      model: `model-${index}`,
    }));
    const text = comment(...models, { ...tickets(), model: 'small' });
    expect(text.length).toBeLessThan(65_000);
    for (const { model } of models) expect(text).toContain(`\`${model}\`: `);
    expect(text.match(/^\| `roc_auc`\u00a0↑/gm)).toHaveLength(20);
    expect(text).toMatch(/Too long to be shown here: \d+ parts; \[the check\]/);
    const twice = comment(
      ...models,
      ...models.map((facts) => ({ ...facts, model: `${facts.model}b` })),
    );
    expect(twice).not.toContain('```mermaid');
    expect(twice).toContain(
      `all details; [the check](https://github.com/${repository}/runs/99) shows more`,
    );
  });
});

describe('a comment while runs are going', () => {
  it('says which models are missing, shows those that are there, and gives no verdict', () => {
    const text = comment(awaited('bikes'), failing('taxis'));
    expect(heading(text)).toBe('## ⏳ Waiting for 1 of 2 models (bikes); so far 1 fails (taxis)');
    expect(text).toContain('### ⏳ `bikes`: its records are awaited');
    expect(text).toContain('| ❌ **regression**');
    expect(text).not.toContain('Not ready to merge');
    expect(text).toContain('- Wait for the workflow.');
  });

  it('says that the others pass, where they do', () => {
    const text = comment(awaited('a'), awaited('b'), named('c'));
    expect(heading(text)).toBe('## ⏳ Waiting for 2 of 3 models (a, b); so far the other passes');
  });

  it('shows no half result as a regression', () => {
    const half = named('bikes', { workflow: { kind: 'waiting' }, evaluation: null });
    expect(heading(comment(half))).toBe('## ⏳ Waiting for the workflow');
    expect(comment(half)).toContain('The verdict on `bikes` follows when');
    expect(comment(half)).not.toMatch(/regression|What to do|\| Metric/);
  });

  it('is a check in progress that says the same', () => {
    const { title, summary, text } = renderProgress(
      sampleInput(awaited('bikes'), failing('taxis')),
    );
    expect(title).toContain('Waiting for 1 of 2 models (bikes)');
    expect(summary).toContain('⏳ Waiting for 1 of 2 models');
    expect(text).toContain('### ❌ `taxis`');
  });
});

describe('what does not pass', () => {
  it('has the sign of its own metric: what the rows can not tell is no failure', () => {
    const text = comment(demand());
    expect(text).toContain('❌ mae 51.2 is 21% worse');
    expect(text).toContain('⚠️ rmse 70.3 is 7.1% worse');
  });
});

describe('the check of several models', () => {
  it('has tables in the summary and details in the text where one of them would not do', () => {
    const models = Array.from({ length: 12 }, (_, index) => ({
      ...churn(),
      model: `model-${index}`,
    }));
    const { summary, text } = renderCheck(sampleInput(...models, demand()));
    expect(summary.length).toBeLessThan(65_000);
    expect(text.length).toBeLessThan(65_000);
    expect(summary.match(/^\| `roc_auc`\u00a0↑/gm)?.length).toBe(12);
    expect(text).toContain('```mermaid');
    expect(text).not.toContain('| Metric (n');
  });
});
