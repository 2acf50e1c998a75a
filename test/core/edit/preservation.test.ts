import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { getYamlValue, setYamlValues } from '../../../core/edit/index.ts';

/** Lines as people leave them in a file of desired state; none of them is a key `target`. */
const otherLine = fc.oneof(
  fc.constantFrom('', '  ', '# a comment', '  # an indented comment: with a colon', '#'),
  fc.stringMatching(/^k[a-z]{0,6}$/).map((key) => `${key}: 'kept' # and why`),
);
const oldValue = fc.constantFrom(
  'plain',
  "'single'",
  '"double"',
  '5',
  'true',
  '~',
  '',
  "''",
  '"a: b # c"',
  '2011-01-01',
);
const comment = fc.constantFrom('', ' # the served version', '   # {{ odd }} # twice');
const newline = fc.constantFrom('\n', '\r\n');

const file = fc.record({
  before: fc.uniqueArray(otherLine, { maxLength: 6 }),
  after: fc.uniqueArray(otherLine, { maxLength: 6 }),
  oldValue,
  comment,
  newline,
});

/** Two lists of lines without the same key in both. */
function distinct(before: readonly string[], after: readonly string[]): readonly string[] {
  const keys = new Set(before.map((line) => line.split(':')[0]));
  return after.filter((line) => !line.startsWith('k') || !keys.has(line.split(':')[0]));
}

describe('an edit of any value in any surroundings', () => {
  it('changes the line of the value alone, keeps its comment, and reads back as exactly that value', () => {
    fc.assert(
      fc.property(file, fc.string({ unit: 'grapheme', maxLength: 40 }), (parts, value) => {
        const head = parts.before;
        const tail = distinct(head, parts.after);
        const line = `target: ${parts.oldValue}${parts.comment}`;
        const text = [...head, line, ...tail].join(parts.newline);

        const result = setYamlValues(text, { target: value }, 'state.yaml');

        const lines = result.split(parts.newline);
        expect(lines.toSpliced(head.length, 1)).toEqual([...head, ...tail]);
        expect(lines[head.length]?.endsWith(parts.comment)).toBe(true);
        expect(String(getYamlValue(result, 'target', 'state.yaml'))).toBe(
          String(typedAs(parts.oldValue, value)),
        );
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });

  it('is undone by an edit back, when the old value was quoted', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (first, second) => {
        const text = `a: 1 # one\nb: ${JSON.stringify(first)} # two\n`;
        const there = setYamlValues(text, { b: second }, 'state.yaml');
        expect(setYamlValues(there, { b: first }, 'state.yaml')).toBe(text);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

/** Numbers and truth values are compared as such: 05 and 5 are the same number. */
function typedAs(old: string, value: string): unknown {
  if (old === '5' && /^[\w.+-]+$/.test(value)) {
    const parsed: unknown = parse(value);
    return typeof parsed === 'number' ? parsed : value;
  }
  return value;
}
