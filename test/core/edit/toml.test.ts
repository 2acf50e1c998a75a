import * as fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { getTomlValue, setTomlValues } from '../../../core/edit/toml.ts';

const file = 'params.toml';
const text = `# The window of training.
title = 'bikes' # who

[data]   # which
from  = 2011-01-01
until = 2011-04-30 # moved by Assay
rows = 1_000
share = 0.5
shuffle = true
"a.b" = "dotted"
inline = { until = "x", list = [ 1, 2 ] }

[[sources]]
name = "train"
rev = "v1"

[[sources]]
name = "test"
rev = """
v2"""
`;

/** The text with one value instead of another, both as they are written. */
function swapped(before: string, after: string): string {
  const [head, tail, ...more] = text.split(before);
  if (tail === undefined || more.length > 0) throw new TypeError(`Not one ${before}.`);
  return `${head}${after}${tail}`;
}

describe('an edit of TOML', () => {
  it.each([
    ['data.until', '2011-05-31', 'until = 2011-04-30', 'until = 2011-05-31'],
    ['data.until', '2011-05-31T00:00:00Z', 'until = 2011-04-30', 'until = 2011-05-31T00:00:00Z'],
    ['data.until', 'May', 'until = 2011-04-30', 'until = "May"'],
    ['data.rows', '2000', '1_000', '2000'],
    ['data.rows', '7.5', '1_000', '7.5'],
    ['data.share', '1', '0.5', '1'],
    ['data.rows', 'all', '1_000', '"all"'],
    ['data.share', '0.75', '0.5', '0.75'],
    ['data.shuffle', 'false', 'true', 'false'],
    ['title', 'taxis', "'bikes'", "'taxis'"],
    ['title', "it's", "'bikes'", `"it's"`],
    ['data.a.b', 'x', '"dotted"', '"x"'],
    ['data.inline.until', 'y', '"x"', '"y"'],
    ['data.inline.list.1', '3', '2 ]', '3 ]'],
    ['sources.0.rev', 'v9', '"v1"', '"v9"'],
    ['sources[name=train].rev', 'v9', '"v1"', '"v9"'],
    ['sources[name=test].rev', 'v9', '"""\nv2"""', '"v9"'],
  ])('sets %s to %s and leaves every other byte', (key, value, before, after) => {
    expect(setTomlValues(text, { [key]: value }, file)).toBe(swapped(before, after));
  });

  it('sets several values at once, in any order', () => {
    const values = { 'sources.0.rev': 'v9', title: 'taxis' };
    expect(setTomlValues(text, values, file)).toBe(
      swapped("'bikes'", "'taxis'").replace('"v1"', '"v9"'),
    );
  });

  it('reads a value as it is written', () => {
    expect(getTomlValue(text, 'data.until', file)).toBe('2011-04-30');
    expect(getTomlValue(text, 'data.shuffle', file)).toBe(true);
    expect(getTomlValue(text, 'title', file)).toBe('bikes');
    expect(getTomlValue(text, 'data.til', file)).toBeUndefined();
  });

  it.each([
    ['a key that there is not', text, 'data.untill', /no value at data\.untill.*data\.until/s],
    ['a table', text, 'data', /no value at data/],
    ['a key that can be read in two ways', 'a.b = 1\n"a.b" = 2\n', 'a.b', /two different keys/],
    ['a selector that fits twice', '[[s]]\nn="x"\n[[s]]\nn="x"\n', 's[n=x].n', /2 places/],
    ['what is not TOML', 'a = = 1\n', 'a', /params\.toml: line 1 is not TOML/],
    ['a key that is there twice', 'a = 1\na = 2\n', 'a', /is not TOML/],
    [
      'a text that is nested too deeply',
      `a = ${'['.repeat(50_000)}`,
      'a',
      /nested too deeply|not TOML/,
    ],
  ])('refuses %s', (_, given, key, reason) => {
    const edit = () => setTomlValues(given, { [key]: 'x' }, file);
    expect(edit).toThrow(InputError);
    expect(edit).toThrow(reason);
  });

  it('changes the value alone and is read as exactly that, whatever the text is', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 30 });
    const old = fc.constantFrom('1', '1.5', 'true', '2011-01-01', '"a # b"', "'c'", '"""\nd"""');
    const line = fc.constantFrom('', '# a comment', 'kept = "x" # y', '[table]', 'list = [1, 2]');
    const ending = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(word, old, fc.uniqueArray(line), ending, (value, before, after, newline) => {
        const head = `x = 0${newline}target = `;
        const tail = [' # why', ...after, ''].join(newline);
        const given = `${head}${before}${tail}`;
        const result = setTomlValues(given, { target: value }, file);
        expect(result.startsWith(head)).toBe(true);
        expect(result.endsWith(tail)).toBe(true);
        const { target, ...rest } = parse(result);
        const { target: _, ...others } = parse(given);
        expect(rest).toEqual(others);
        if (typeof target === 'number') expect(target).toBe(Number(value));
        else if (typeof target === 'boolean') expect(String(target)).toBe(value);
        else if (!(target instanceof Date)) expect(target).toBe(value);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('either edits what anybody writes, or says why not', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 10 }), (given, key) => {
        try {
          setTomlValues(given, { [key]: 'x' }, file);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
