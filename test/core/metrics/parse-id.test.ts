import { describe, expect, it } from 'vitest';
import { metrics } from '../../../core/metrics/index.ts';
import type { Task } from '../../../core/metrics/metric.ts';
import { parseMetricId } from '../../../core/metrics/parse-id.ts';

/** The id and the parameter of what is found, or the reason why nothing is. */
function parse(text: string, task: Task | null): string | readonly [string, number | null] {
  const parsed = parseMetricId(text, task, metrics);
  return parsed.ok ? [parsed.value.metric.id, parsed.value.parameter] : parsed.reason;
}

const forRanking = 'Metrics for ranking: ndcg@k, map@k, mrr, hit_rate@k.';

describe('parseMetricId', () => {
  it('finds a metric by its id, and its number', () => {
    expect(parse('mae', 'regression')).toEqual(['mae', null]);
    expect(parse('ndcg@10', 'ranking')).toEqual(['ndcg@k', 10]);
    expect(parse('pinball@0.05', 'regression')).toEqual(['pinball@q', 0.05]);
    expect(parse('recall_at_threshold@1', 'binary')).toEqual(['recall_at_threshold@t', 1]);
  });

  it('tells a metric with a number from one of the same name without', () => {
    expect(parse('precision', 'binary')).toEqual(['precision', null]);
    expect(parse('precision@100', 'binary')).toEqual(['precision@k', 100]);
  });

  it('suggests the metric that was meant, with the number that was given', () => {
    expect(parse('ncdg@5', 'ranking')).toBe(`is not a metric; did you mean ndcg@5? ${forRanking}`);
    expect(parse('hitrate', 'ranking')).toBe(
      `is not a metric; did you mean hit_rate@10? ${forRanking}`,
    );
    expect(parse('mmr', 'ranking')).toBe(`is not a metric; did you mean mrr? ${forRanking}`);
    expect(parse('perplexity', 'ranking')).toBe(`is not a metric. ${forRanking}`);
    expect(parse('constructor', 'ranking')).toBe(`is not a metric. ${forRanking}`);
  });

  it('says for which tasks a metric is, where it is not for this one', () => {
    expect(parse('accuracy', 'ranking')).toBe(
      `is a metric for binary and multiclass, but the task of this model is ranking. ${forRanking}`,
    );
  });

  it('says what number is missing', () => {
    expect(parse('ndcg', 'ranking')).toBe(
      'must have a whole number from 1 to 1000000000 behind an @, the number of rows that are looked at in each query, such as ndcg@10.',
    );
  });

  it('says when there is no number to give', () => {
    expect(parse('mrr@10', 'ranking')).toBe('takes no number: write mrr.');
  });

  it.each([
    ['ndcg@0', '0'],
    ['ndcg@2.5', '2.5'],
    ['ndcg@9999999999', '9999999999'],
    ['ndcg@ten', '"ten"'],
    ['ndcg@', '""'],
    ['ndcg@-1', '"-1"'],
    ['ndcg@1e3', '"1e3"'],
    ['ndcg@10@20', '"10@20"'],
    ['ndcg@ 10', '" 10"'],
  ])('refuses the number of %s and names it', (text, found) => {
    expect(parse(text, 'ranking')).toBe(
      `must have a whole number from 1 to 1000000000 behind an @, the number of rows that are looked at in each query, such as ndcg@10; found ${found}.`,
    );
  });

  it.each(['pinball@0', 'pinball@1', 'pinball@9'])('refuses %s: out of its range', (text) => {
    expect(parse(text, 'regression')).toMatch(/^must have a number from 0\.000001 to 0\.999999 /);
  });

  it('finds the metric of any task where there is no task', () => {
    expect(parse('log_loss', null)).toEqual(['log_loss', null]);
    expect(parse('acuracy', null)).toMatch(
      /^is not a metric; did you mean accuracy\? Metrics: mae, /,
    );
  });

  it('cuts what others wrote', () => {
    expect(String(parse(`ndcg@${'x'.repeat(500)}`, 'ranking')).length).toBeLessThan(300);
  });
});
