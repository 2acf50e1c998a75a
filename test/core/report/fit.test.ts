import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, fitGroups, type Group, type Part } from '../../../core/report/fit.ts';
import { sizeOf } from '../../../core/report/size.ts';

const part = (text: string, essential = true): Part => ({ essential, lines: [text] });
const group = (
  line: string | null,
  essentials: readonly Part[],
  details: readonly Part[] = [],
): Group => {
  return { line, folded: false, essentials, details: () => details };
};

const table = (name: string, rows: number): Part => {
  const lines = (count: number): readonly string[] =>
    Array.from({ length: count }, () => name.repeat(99));
  return {
    essential: true,
    lines: lines(rows),
    shorter: (room) => (room < 101 ? null : lines(Math.floor((room - 1) / 100))),
  };
};

const never = (): readonly Part[] => {
  throw new Error('Details were made that have no room.');
};

describe('fit', () => {
  it('keeps everything in its order where there is room', () => {
    const parts = [part('a'), part('b', false), part('c')];
    expect(fit(['head'], parts, ['foot'])).toBe('head\n\na\n\nc\n\nb\n\nfoot');
  });

  it('leaves details out before anything essential, and says how many', () => {
    const text = fit(
      [],
      [part('e'.repeat(40_000)), part('d'.repeat(40_000), false), part('f')],
      [],
    );
    expect(text).toContain('e'.repeat(40_000));
    expect(text).toContain('\nf\n');
    expect(text).not.toContain('ddd');
    expect(text).toContain('Too long to be shown here: 1 part; the records');
  });
});

describe('fitGroups', () => {
  it('does not let one group crowd out the others', () => {
    const huge = group('huge', [table('h', 5_000)]);
    const small = ['a', 'b', 'c'].map((name) => group(name, [table(name, 50)]));
    const { text, whole } = fitGroups([], [huge, ...small], []);
    for (const name of ['a', 'b', 'c']) expect(text.split(name.repeat(99))).toHaveLength(51);
    expect(text.split('h'.repeat(99)).length).toBeGreaterThan(400);
    expect(whole).toBe(false);
  });

  it('keeps a line of each group where nothing else fits, and says how many groups it has no line for', () => {
    const groups = Array.from({ length: 300 }, (_, index) =>
      group(`model ${index}`, [part('x'.repeat(300))]),
    );
    const { text } = fitGroups([], groups, []);
    for (const { line } of groups) expect(text).toContain(`\n${line}\n`);
    const many = Array.from({ length: 90 }, (_, index) => group(`${index} ${'y'.repeat(990)}`, []));
    expect(fitGroups([], many, []).text).toMatch(/Too long to be shown here: \d\d models\b/);
  });

  it('makes details only where there is room for them', () => {
    const full = {
      line: null,
      folded: false,
      essentials: [part('x'.repeat(61_350))],
      details: never,
    };
    expect(fitGroups([], [full], []).text).toContain('Too long to be shown here: all details; ');
  });

  it('folds a group under its heading, between blank lines so that its Markdown is read', () => {
    const folded = { line: '### a', folded: true, essentials: [part('text')], details: () => [] };
    expect(fitGroups([], [folded], []).text.trim()).toBe(
      '<details>\n<summary>\n\n### a\n\n</summary>\n\ntext\n\n</details>',
    );
  });

  it('stays within 62,000 bytes whatever it is given', () => {
    const anyPart = fc
      .record({
        text: fc.string({ unit: 'binary', maxLength: 30 }),
        times: fc.nat(900),
        essential: fc.boolean(),
      })
      .map(({ text, times, essential }) =>
        part(`${text.replaceAll('\n', '')} `.repeat(times), essential),
      );
    const anyGroup = fc
      .record({
        line: fc.constantFrom(null, '### line'),
        folded: fc.boolean(),
        parts: fc.array(anyPart, { maxLength: 6 }),
      })
      .map(({ line, folded, parts }): Group => ({
        line,
        folded,
        essentials: parts.filter(({ essential }) => essential),
        details: () => parts.filter(({ essential }) => !essential),
      }));
    fc.assert(
      fc.property(fc.array(anyGroup, { maxLength: 12 }), (groups) => {
        const { text } = fitGroups(['head'], groups, ['foot']);
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(62_000);
      }),
      { numRuns: 60 },
    );
  });
});

describe('sizeOf', () => {
  it('counts no fewer bytes than UTF-8 takes, of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
        const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`).length;
        expect(sizeOf(lines)).toBeGreaterThanOrEqual(bytes);
      }),
    );
    expect(sizeOf(['\u{1f4a5}\u00e9\u2581a'])).toBe(1 + 4 + 2 + 3 + 1 + 1);
  });
});
