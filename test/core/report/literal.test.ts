import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, oneLine } from '../../../core/report/literal.ts';
import { table } from '../../../core/report/table.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { decoded, hostile, hostileTexts } from './hostile.ts';

const expected = (text: string) => {
  const line = oneLine(text, 200).replaceAll('|', '\u00a6');
  return line === '' ? '(empty)' : line;
};

/** Rendered in a paragraph, the text is one code element that holds exactly itself. */
function expectLiteral(text: string) {
  const html = renderMarkdown(`before ${literal(text)} after`);
  const [, inner] = /^<p>before <code>([^<]*)<\/code> after<\/p>$/.exec(html) ?? [];
  expect(inner, html).toBeDefined();
  expect(decoded(inner ?? '')).toBe(expected(text));
}

describe('literal', () => {
  it.each(hostileTexts)('shows %j as text', (text) => {
    expectLiteral(text);
  });

  it('shows any text as one code element that holds the text', () => {
    fc.assert(fc.property(hostile, expectLiteral));
  });

  it('keeps any text inside its cell of a table', () => {
    const columns = [
      { heading: 'A', align: 'left' },
      { heading: 'B', align: 'left' },
    ] as const;
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const html = renderMarkdown(table(columns, [[literal(a), literal(b)]]).join('\n'));
        const cells = [...html.matchAll(/<td align="left"><code>([^<]*)<\/code><\/td>/g)];
        expect(cells.map(([, inner]) => decoded(inner ?? ''))).toEqual([expected(a), expected(b)]);
        expect(html.match(/<t[dr]/g)).toHaveLength(4);
      }),
    );
  });

  it('is at most as long as asked, and says that it was cut', () => {
    expect(literal('x'.repeat(300), 10)).toBe('`xxxxxxxxx…`');
    expect(literal('x'.repeat(10), 10)).toBe('`xxxxxxxxxx`');
    expect(literal('\u{1f4a5}'.repeat(100_000), 3)).toBe('`\u{1f4a5}\u{1f4a5}…`');
    expect(literal('')).toBe('`(empty)`');
  });
});

describe('oneLine', () => {
  it('makes what is invisible or turns the direction visible', () => {
    expect(oneLine('a\u202Eb\u200Bc\u0000d', 20)).toBe('a\uFFFDb\uFFFDc\uFFFDd');
    expect(oneLine(' a\r\n\tb\u2028c ', 20)).toBe('a b c');
  });
});
