import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { setYamlValues } from '../../../core/edit/index.ts';

function add(text: string, keyPath: string, value = 'new', file = 'state.yaml'): string {
  return setYamlValues(text, { [keyPath]: value }, file, new Set([keyPath]));
}

describe('a key that may be added', () => {
  it.each([
    ['m:\n  a: x # why\nn: 1\n', 'm.b', 'm:\n  a: x # why\n  b: new\nn: 1\n'],
    ['m:\n  a: x', 'm.b', 'm:\n  a: x\n  b: new'],
    ['m:\r\n  a: "x"\r\nn: 1\r\n', 'm.b', 'm:\r\n  a: "x"\r\n  b: "new"\r\nn: 1\r\n'],
    ["m:\n    a: 'x'\n\n# end\n", 'm.b', "m:\n    a: 'x'\n    b: 'new'\n\n# end\n"],
    ['m:\n  f:\n    name: s\n\nn: 1\n', 'm.b', 'm:\n  f:\n    name: s\n  b: new\n\nn: 1\n'],
    ['m:\n  a:\nn: 1\n', 'm.b', 'm:\n  a:\n  b: new\nn: 1\n'],
    ['m:\n  a: # empty\nn: 1\n', 'm.b', 'm:\n  a: # empty\n  b: new\nn: 1\n'],
    ['m:\n  a: |\n    text\nn: 1\n', 'm.b', "m:\n  a: |\n    text\n  b: 'new'\nn: 1\n"],
    ['m: { a: x } # why\n', 'm.b', 'm: { a: x, b: new } # why\n'],
    ['m: {a: x, l: [1, 2]}\n', 'm.b', 'm: {a: x, l: [1, 2], b: new}\n'],
    ['m: {}\n', 'm.b', 'm: { b: new }\n'],
    [
      'l:\n- name: i\n  a: x\n- name: j\n',
      'l[name=i].b',
      'l:\n- name: i\n  a: x\n  b: new\n- name: j\n',
    ],
    ['a: x\n', 'b', 'a: x\nb: new\n'],
    ['# head\n---\na: x\n', 'b', '# head\n---\na: x\nb: new\n'],
  ])('stands behind the others of its mapping, in their style: %j', (text, keyPath, expected) => {
    expect(add(text, keyPath)).toBe(expected);
  });

  it('is added to JSON as JSON', () => {
    const text = '{\n  "m": {\n    "a": "x"\n  }\n}\n';
    const result = add(text, 'm.b', 'say "y"', 'state.json');
    expect(result).toBe('{\n  "m": {\n    "a": "x",\n    "b": "say \\"y\\""\n  }\n}\n');
  });

  it('is changed where it is there, with keys that are added beside it', () => {
    const values = { 'm.a': 'w', 'm.b': 'z' };
    expect(setYamlValues('m:\n  a: x # c\n', values, 'a.yaml', new Set(Object.keys(values)))).toBe(
      'm:\n  a: w # c\n  b: z\n',
    );
  });

  it.each([
    ['n: 1\n', 'm.b', 'there is no value at m.b'],
    ['', 'b', 'there is no value at b'],
    ['m: [1]\n', 'm.b', 'there is no value at m.b'],
    ['m: x\n', 'm.b', 'there is no value at m.b'],
    ['m: &m {a: 1}\nn: *m\n', 'm.b', 'm.b lies in the anchor &m, which other places use'],
    ['n: &m {a: 1}\nm: *m\n', 'm.b', 'm.b leads through the alias *m'],
    ['m:\n  a: |+\n    text\n\n\nn: 1\n', 'm.b', "can't hold m.b as it is written"],
  ])('is refused in %j', (text, keyPath, words) => {
    expect(() => add(text, keyPath)).toThrow(words);
  });

  it('leaves every other byte as it was, and is read as exactly its value', () => {
    const key = fc.stringMatching(/^k[a-z]{1,5}$/);
    const value = fc.constantFrom('x', "'x y'", '"q"', '5', 'true', '', '{ z: 1 }', '[1, 2]');
    const comment = fc.constantFrom('', ' # c', '   # {{ c }}');
    const mapping = fc.uniqueArray(fc.tuple(key, value, comment), {
      minLength: 1,
      maxLength: 5,
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(mapping, fc.integer({ min: 1, max: 6 }), fc.string(), (pairs, width, written) => {
        const lines = pairs.map(
          ([name, text, tail]) => `${' '.repeat(width)}${name}: ${text}${tail}`,
        );
        const text = ['head: 1 # one', 'm:', ...lines, '# between', 'tail: 2', ''].join('\n');
        const result = add(text, 'm.b', written);
        const after = result.split('\n');
        const before = text.split('\n');
        const at = 2 + lines.length;
        expect(after.toSpliced(at, 1)).toEqual(before);
        expect((parse(result) as { m: { b: unknown } }).m.b).toBe(written);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
