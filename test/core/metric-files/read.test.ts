import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { readMetricText } from '../../../core/metric-files/index.ts';
import { spellings } from './spellings.ts';

const read = (text: string, name = 'metrics.json') =>
  readMetricText(text, { name, file: `/model/${name}` });

describe('readMetricText', () => {
  it('reads what DVCLive writes: nested by its slashes, NaN as text and bare', () => {
    const text = `{
    "train": {
        "loss": 0.3333333333333333
    },
    "acc": "nan",
    "ninf": "-inf",
    "step": 3,
    "raw": NaN,
    "raw2": -Infinity
}
`;
    expect(read(text, 'dvclive/metrics.json')).toEqual({
      path: 'dvclive/metrics.json',
      values: { 'train.loss': 1 / 3, acc: null, ninf: null, step: 3, raw: null, raw2: null },
      notFinite: { acc: 'NaN', ninf: '-Infinity', raw: 'NaN', raw2: '-Infinity' },
    });
  });

  it.each([
    ['{"a": {"b": #}}', 'JSON, bare'],
    ['{"a": {"b": "#"}}', 'JSON, as text'],
    ['a:\n  b: #\n', 'YAML, bare'],
    ["a:\n  b: '#'\n", 'YAML, as text'],
    ["{'a': {'b': #}}", 'what Python prints'],
  ])('finds every spelling of NaN and Infinity by name in %s: %s', (format) => {
    for (const [text, meaning] of spellings) {
      expect(read(format.replace('#', text.includes("'") ? `"${text}"` : text))).toMatchObject({
        values: { 'a.b': null },
        notFinite: { 'a.b': meaning },
      });
    }
  });

  it('finds every spelling in benchmark-action, Bencher, MLflow and DVCLive too', () => {
    for (const [text, meaning] of spellings) {
      for (const [format, key] of [
        ['[{"name": "loss", "unit": "", "value": #}]', 'loss'],
        ['{"train": {"loss": {"value": #}}}', 'train loss'],
        ['1795619960479 0.5 0\n1795619960480 # 1\n', 'loss'],
        ['step\tloss\n0\t0.5\n1\t#\n', 'loss'],
        ['#\n', 'loss'],
      ] as const) {
        const { values, notFinite } = read(format.replace('#', text), 'metrics/loss');
        expect([values, notFinite]).toEqual([{ [key]: null }, { [key]: meaning }]);
      }
    }
  });

  it('has no names to tell where every number is finite, and keeps a null without one', () => {
    expect(read('{"a": 1}')).toEqual({ path: 'metrics.json', values: { a: 1 } });
    expect(read('{"a": null}')).toEqual({ path: 'metrics.json', values: { a: null } });
  });

  it('takes a file that holds one number, by its own name', () => {
    expect(read('0.91\n', 'reports/accuracy.txt').values).toEqual({ accuracy: 0.91 });
  });

  it('keeps every finite number of nested mappings, in JSON and in YAML', () => {
    const key = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('.'));
    const leaf = fc.double({ noNaN: true, noDefaultInfinity: true });
    const { tree } = fc.letrec<{ tree: object }>((tie) => ({
      tree: fc.dictionary(key, fc.oneof({ maxDepth: 5 }, leaf, tie('tree')), {
        minKeys: 1,
        maxKeys: 5,
      }),
    }));
    fc.assert(
      fc.property(tree, (document) => {
        const leaves = [...leavesOf(document)].map((value) => JSON.parse(JSON.stringify(value)));
        fc.pre(leaves.length > 0);
        const found = Object.values(read(JSON.stringify(document)).values);
        expect(sorted(found)).toEqual(sorted(leaves));
      }),
    );
  });

  it('finds every name whose number is not finite, and no other', () => {
    const names = fc.stringMatching(/^[a-z]{1,5}$/);
    const written = fc.constantFrom(...spellings, ['0.5', undefined] as const);
    fc.assert(
      fc.property(fc.dictionary(names, written, { minKeys: 1 }), (entries) => {
        const text = Object.entries(entries).map(([key, [spelling]]) => `"${key}": ${spelling}`);
        const { values, notFinite = {} } = read(`{${text.join(',')}}`);
        for (const [key, [, meaning]] of Object.entries(entries)) {
          expect(notFinite[key]).toBe(meaning);
          expect(values[key]).toBe(meaning === undefined ? 0.5 : null);
        }
      }),
    );
  });

  it('keeps hostile keys, none of which reaches a prototype', () => {
    const { values, notFinite } = read(
      '{"__proto__": NaN, "constructor": {"prototype": 1}, "": 2}',
    );
    expect(Object.entries(values)).toEqual([
      ['__proto__', null],
      ['constructor.prototype', 1],
      ['', 2],
    ]);
    expect(Object.entries(notFinite ?? {})).toEqual([['__proto__', 'NaN']]);
    expect(Object.hasOwn(Object.prototype, 'prototype')).toBe(false);
  });

  it.each([
    [
      `{"${'k'.repeat(10_000)}": 1}`,
      'key-too-long',
      `the name ${'k'.repeat(80)}... (10000 characters)`,
    ],
    ['{"a.b": 1, "a": {"b": 2}}', 'duplicate-key', 'more than one value for a.b'],
    ['[{"name": "x", "value": 1}, {"name": "x", "value": 2}]', 'duplicate-key', 'for x'],
    ['a: 1\na: 2\n', 'unreadable-report', 'metrics.json (line 2)'],
    ['{"a": 1, "a": NaN}', 'unreadable-report', 'the key a stands twice'],
    [nested(22), 'nested-too-deeply', 'more than 20 levels'],
    ['a: &a {b: *a}\n', 'nested-too-deeply', 'a.b.b'],
    [bomb(2, 30), 'too-many-values', 'unfolds to more than 1000000 entries'],
    [bomb(9, 10), 'too-many-values', 'unfolds to more than 1000000 entries'],
    ['', 'unreadable-report', 'the input is empty'],
    ['{}', 'no-values', 'holds no metric'],
    ['[0.1, 0.2]', 'no-values', 'holds no metric'],
    ['The training went well.', 'no-values', 'holds no metric'],
    ['accuracy = 0.9\n', 'no-values', 'as JSON or YAML'],
    [
      `a: !<${'t'.repeat(10_000)}> 1`,
      'unreadable-report',
      `unknown scalar tag !<${'t'.repeat(100)}`,
    ],
    ['a: !!python/object/apply:numpy.x [1]\n', 'unreadable-report', 'unknown'],
  ])('refuses %.40j by a sentence', (text, code, part) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(part) as string }) as Error,
    );
    expect(() => read(text)).toThrow(/^(?=.*metrics\.json)[^\n]{1,500}\.$/);
  });

  it('throws nothing but an InputError, whatever it is given', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"a"',
      ':',
      ',',
      '- ',
      '\n',
      '1',
      'nan',
      '&x ',
      '*x',
      '!!',
      '\t',
      'step',
      '\0',
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
      { numRuns: 500 },
    );
  });
});

function* leavesOf(tree: object): Generator<number> {
  for (const item of Object.values(tree) as (number | object)[]) {
    if (typeof item === 'number') yield item;
    else yield* leavesOf(item);
  }
}

function sorted(values: readonly (number | null)[]): readonly (number | null)[] {
  return values.toSorted((one, other) => Number(one) - Number(other));
}

function nested(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

/** YAML whose aliases unfold to `width` to the power of `levels` mappings, and to no number. */
function bomb(width: number, levels: number): string {
  const lines = ['a0: &a0 {x: y}'];
  for (let level = 1; level <= levels; level += 1) {
    const items = Array.from({ length: width }, (_, index) => `k${index}: *a${level - 1}`);
    lines.push(`a${level}: &a${level} {${items.join(', ')}}`);
  }
  return lines.join('\n');
}
