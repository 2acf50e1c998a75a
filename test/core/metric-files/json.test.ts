import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { parseJson } from '../../../core/metric-files/json.ts';
import { spellings } from './spellings.ts';

const source = { name: 'metrics.json', file: '/model/metrics.json' };
const read = (text: string): unknown => parseJson(text, source);

describe('parseJson', () => {
  it('reads all JSON as JSON.parse does, however it is indented', () => {
    const indents = fc.constantFrom(undefined, 2, '\t', '\r');
    fc.assert(
      fc.property(fc.jsonValue(), indents, (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        expect(read(` ${text}\r\n`)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(spellings)('reads a bare %s as the number that it spells', (text, meaning) => {
    expect(read(`{"a": [${text}], "b":${text}}`)).toEqual({
      a: [Number(meaning)],
      b: Number(meaning),
    });
  });

  it('keeps a key that objects have by birth', () => {
    const document = read('{"__proto__": 1, "constructor": {"__proto__": 2}}') as object;
    expect(Object.keys(document)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
  });

  it.each([
    ['{"a": 1,\n "b": 2,\n "a": 3}', 3, 'the key a stands twice there'],
    ['{"a": 1\n "b": 2}', 2, 'a , is missing'],
    ['{"a" 1}', 1, 'a : is missing'],
    ['{a: 1}', 1, 'a key in double quotes is missing'],
    ['{"a": 1,}', 1, 'a key in double quotes is missing'],
    ['[1, 2,]', 1, 'a value is missing'],
    ['\n\n{"a": tru}', 3, 'tru is no value'],
    ['{"a": 01}', 1, '01 is no value'],
    ['{"a": "b', 1, 'a text in quotes does not end, or holds what must be escaped'],
    ['{"a": 1} x', 1, 'something follows after its end'],
    ['', 1, 'a value is missing'],
    ['[['.repeat(60), 1, 'it nests more than 100 levels'],
  ])('refuses %j with line and reason', (text, line, reason) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'unreadable-report',
        line,
        file: source.file,
        message: `metrics.json (line ${line}) is not JSON or YAML: ${reason}. Mend it, or take it out of evaluate.report.`,
      }) as Error,
    );
  });

  it('throws nothing but an InputError, whatever it is given', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ':',
      ',',
      '1',
      'NaN',
      ' ',
      '\n',
      '"a"',
      '\0',
      '\ud800',
    ];
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
