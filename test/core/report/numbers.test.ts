import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommentInput } from '../../../core/report/comment.ts';
import { renderCheck } from '../../../core/report/check.ts';
import { renderComment } from '../../../core/report/comment.ts';
import { renderEvaluationSummary } from '../../../core/report/evaluation-summary.ts';
import { churn, demand, sampleInput, tickets } from './sample.ts';

const input = sampleInput(churn(), demand(), tickets());

/** The input with other numbers in place of all but the parameters, which are shown as they are written; in turn. */
function withNumbers(numbers: readonly number[]): CommentInput {
  let next = 0;
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'number') return numbers[next++ % numbers.length];
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, key === 'parameters' ? inner : replaced(inner)]),
    );
  };
  const models = replaced(input.models) as CommentInput['models'];
  // Which run it was GitHub says.
  const workflow = { kind: 'waiting' } as const;
  return {
    ...input,
    models: models.map(({ facts, judgement }) => ({ facts: { ...facts, workflow }, judgement })),
  };
}

const spellings = /NaN|Infinity|undefined|\[object/;
const noNumber = [Number.NaN, Infinity, -Infinity] as const;
const numbers = fc.array(
  fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(0, -0, ...noNumber, 1e-300, 1e300, 1e308, -1e308),
  ),
  { minLength: 1, maxLength: 40 },
);

describe('numbers of any size', () => {
  it('are never shown as NaN, Infinity or undefined, in the comment, the check or the summary', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const other = withNumbers(all);
        expect(renderComment(other)).not.toMatch(spellings);
        const { title, summary, text } = renderCheck(other);
        expect(`${title}${summary}${text}`).not.toMatch(spellings);
        for (const { facts } of other.models) {
          if (facts.evaluation === null) continue;
          const summary = renderEvaluationSummary(facts.evaluation, {
            champion: null,
            baseline: null,
          });
          expect(summary).not.toMatch(spellings);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are never longer than twenty digits, in the comment, the check or the summary', () => {
    const long = /(?<![\w/])\d[\d,]{20,}/;
    const huge = fc.array(
      fc.oneof(fc.double(), fc.constantFrom(1e15, 1e21, 1e300, 1e308, -1e308)),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(huge, (all) => {
        const other = withNumbers(all);
        expect(renderComment(other)).not.toMatch(long);
        const { title, summary, text } = renderCheck(other);
        expect(`${title}${summary}${text}`).not.toMatch(long);
        for (const { facts } of other.models) {
          if (facts.evaluation === null) continue;
          const own = renderEvaluationSummary(facts.evaluation, { champion: null, baseline: null });
          expect(own).not.toMatch(long);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('make no diagram that Mermaid could not read: it knows no exponents', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const blocks = renderComment(withNumbers(all)).match(/^```mermaid\n.*?^```$/gms) ?? [];
        for (const block of blocks) {
          const lines = block.split('\n').filter((line) => /^(line|[xy]-axis) /.test(line));
          for (const line of lines) expect(line).not.toMatch(/\de[+-]?\d|\d\s\d|--\d/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
