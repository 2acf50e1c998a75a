import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../core/report/literal.ts';
import { prose } from '../../../core/report/prose.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { decoded, elements, hostile, hostileTexts, linking, withoutCode } from './hostile.ts';

/** Only a paragraph with code in it; nothing to link outside the code; every character is there. */
function expectHarmless(text: string) {
  const html = renderMarkdown(prose(text));
  expect(elements(html).filter((name) => name !== 'p' && name !== 'code')).toEqual([]);
  expect(elements(html).filter((name) => name === 'p').length).toBeLessThanOrEqual(1);
  expect(decoded(withoutCode(html))).not.toMatch(linking);
  const shown = decoded(html.replaceAll(/<\/?(p|code)>/g, ''));
  expect(shown).toBe(oneLine(text, 1_000).replaceAll('|', '\u00a6'));
}

describe('prose', () => {
  it('leaves plain words and numbers as they are', () => {
    const text = "mae 73.15 isn't within 5% of the baseline's 42.37 (v1.0.0): re-run it, at −3.";
    expect(prose(text)).toBe(text);
  });

  it('shows names of files, keys and commits as code, without the punctuation around them', () => {
    expect(prose('predictions.csv (line 2) has no "y_hat"; see a1b2c3d.')).toBe(
      '`predictions.csv` (line 2) has no "`y_hat`"; see `a1b2c3d`.',
    );
  });

  it.each(hostileTexts)('makes nothing of %j', (text) => {
    expectHarmless(text);
  });

  it('makes nothing of any text, and loses none of it', () => {
    fc.assert(fc.property(hostile, expectHarmless), { numRuns: 500 });
  });
});
