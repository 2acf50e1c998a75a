import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgedPromotion } from '../../../core/promotion/gate/judge.ts';
import { dueAgain } from '../../../core/promotion/gate/judged-again.ts';
import { renderPromotionCheck } from '../../../core/report/promotion-check.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';

const passing: JudgedPromotion = {
  model: 'bike-demand',
  environment: 'staging',
  role: 'champion',
  move: 'comes',
  share: null,
  version: '1.1.0',
  previous: '1.0.0',
  rollback: false,
  outcome: 'pass',
  results: [
    {
      check: 'registered',
      help: 'Write the values of one version.',
      outcome: 'pass',
      sentence: 'bike-demand@v1.1.0 is registered.',
      evidence: [`package sha256:${'a'.repeat(64)}`],
    },
  ],
  changesAt: null,
};

function failing(sentence: string): JudgedPromotion {
  const result = { check: 'soak', help: 'Wait.', outcome: 'fail', sentence, evidence: [] } as const;
  const changesAt = new Date('2026-11-27T10:00:00.500Z');
  return { ...passing, outcome: 'fail', results: [...passing.results, result], changesAt };
}

const titleOf = (changes: Partial<JudgedPromotion>): string =>
  renderPromotionCheck({ judged: [{ ...passing, ...changes }], refused: [] }).title;

describe('the check of a promotion', () => {
  it('says what goes where in place of what, with all that was checked', () => {
    const check = renderPromotionCheck({ judged: [passing], refused: [] });
    expect(check).toMatchObject({
      conclusion: 'success',
      title: 'Ready to promote bike-demand@v1.1.0 to staging',
      summary: '✅ `bike-demand@v1.1.0` to `staging`, in place of `v1.0.0`.',
    });
    expect(check.text).toContain('| `registered` | ✅\u00a0passes | `bike-demand@v1.1.0` is');
    expect(check.text).toContain('aaaaaaaa');
  });

  it('says what stands in the way, what to do about it, and when it is judged again', () => {
    const check = renderPromotionCheck({ judged: [failing('It needs 3 h more.')], refused: [] });
    expect(check.conclusion).toBe('failure');
    expect(check.title).toBe(
      'Not ready to promote bike-demand@v1.1.0 to staging: It needs 3 h more.',
    );
    expect(check.summary).toContain('❌ It needs 3 h more.<br>**What to do:** Wait.');
    expect(check.summary).toContain('Judged again at `2026-11-27T10:00:01Z`.');
    expect(dueAgain(check.summary, new Date('2026-11-27T10:00:00Z'))).toBeNull();
    expect(dueAgain(check.summary, new Date('2026-11-27T10:00:01Z'))).toBe('2026-11-27T10:00:01Z');
  });

  it('is neutral with a warning, and fails where nothing is judged as where no result passes', () => {
    expect(
      renderPromotionCheck({ judged: [{ ...passing, outcome: 'warn' }], refused: [] }),
    ).toMatchObject({
      conclusion: 'neutral',
      title: 'Ready to promote bike-demand@v1.1.0 to staging, with a warning',
    });
    expect(
      renderPromotionCheck({ judged: [{ ...passing, outcome: 'inconclusive' }], refused: [] })
        .conclusion,
    ).toBe('failure');
    expect(renderPromotionCheck({ judged: [], refused: ['No such environment.'] })).toMatchObject({
      conclusion: 'failure',
      summary: '❌ No such environment.',
    });
  });

  it('has a title for each thing that can be done', () => {
    expect(titleOf({ rollback: true })).toBe('Ready to roll staging back to bike-demand@v1.1.0');
    expect(titleOf({ move: 'stays' })).toBe(
      'Ready to change staging, and no version of bike-demand',
    );
    expect(titleOf({ role: 'challenger', share: 10 })).toBe(
      'Ready to let bike-demand@v1.1.0 challenge with 10% in staging',
    );
    expect(titleOf({ role: 'challenger', move: 'leaves' })).toBe(
      'Ready to take the challenger bike-demand@v1.1.0 out of staging',
    );
    expect(renderPromotionCheck({ judged: [passing, passing], refused: [] }).title).toBe(
      'Ready to make 2 changes',
    );
  });

  it('makes nothing of hostile text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const judged = [
          { ...failing(`a ${text}`), model: text, environment: text },
          {
            ...passing,
            results: [
              {
                check: text,
                help: text,
                outcome: 'warn' as const,
                sentence: text,
                evidence: [text],
              },
            ],
          },
        ];
        const { title, summary, text: body } = renderPromotionCheck({ judged, refused: [text] });
        expect(title).not.toMatch(/[\n\r\u202E]/);
        for (const html of [summary, body].map(renderMarkdown)) {
          const harmless = new Set([
            'p',
            'code',
            'ul',
            'li',
            'br',
            'strong',
            'table',
            'thead',
            'tbody',
            'tr',
            'th',
            'td',
          ]);
          expect(elements(html).filter((name) => !harmless.has(name))).toEqual([]);
          expect(decoded(withoutCode(html))).not.toMatch(linking);
        }
      }),
    );
  });
});
