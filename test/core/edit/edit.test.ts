import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getYamlValue, setYamlValues } from '../../../core/edit/index.ts';

const stateUrl = new URL(
  '../../../examples/bike-demand/deploy/production/bike-demand.yaml',
  import.meta.url,
);
const state = readFileSync(stateUrl, 'utf8');

/** One value `a` of a file, set anew. */
function set(text: string, value: string, file = 'state.yaml'): string {
  return setYamlValues(text, { a: value }, file);
}

describe('setYamlValues', () => {
  it('changes the three values of a desired state and no other byte', () => {
    const result = setYamlValues(
      state,
      {
        'spec.predictor.model.storageUri': 'https://example.org/bike-demand.tar.gz',
        'metadata.annotations.assay-version': 'bike-demand@v1.4.0',
        'metadata.annotations.assay-digest': `sha256:${'0'.repeat(64)}`,
      },
      'bike-demand.yaml',
    );
    expect(result).toBe(
      state
        .replace("assay-version: ''", "assay-version: 'bike-demand@v1.4.0'")
        .replace("assay-digest: ''", `assay-digest: 'sha256:${'0'.repeat(64)}'`)
        .replace("storageUri: ''", "storageUri: 'https://example.org/bike-demand.tar.gz'"),
    );
  });

  it.each([
    ['a: x # why\n', 's3://bucket/key', 'a: s3://bucket/key # why\n'],
    ['a: "x"\r\nb: 1\r\n', 'say "y"', 'a: "say \\"y\\""\r\nb: 1\r\n'],
    ["a: 'x'\n", "it's", "a: 'it''s'\n"],
    ["a: 'x'", 'two\nlines', 'a: "two\\nlines"'],
    ['a: x', 'k: v # no comment', "a: 'k: v # no comment'"],
    ['a: x', '', "a: ''"],
    ['a: x', '6', "a: '6'"],
    ['a: x', 'true', "a: 'true'"],
    ['a: x', 'yes', "a: 'yes'"],
    ['a: x', '2011-04-30', "a: '2011-04-30'"],
    ['a: x', '1:30:00', "a: '1:30:00'"],
    ['a: x', '1.4.0', 'a: 1.4.0'],
    ['a: x', '- b', "a: '- b'"],
    ['a: 5', '6', 'a: 6'],
    ['a: 5', '0.25', 'a: 0.25'],
    ['a: 5', 'six', "a: 'six'"],
    ['a: true', 'false', 'a: false'],
    ['a: true', 'off', "a: 'off'"],
    ['a:\nb: 1\n', 'x', 'a: x\nb: 1\n'],
    ['a: # empty\nb: 1\n', 'x', 'a: x # empty\nb: 1\n'],
    ['{a: , b: 1}', '[x]', "{a: '[x]' , b: 1}"],
    ['a: |- # why\n  old\n  text\n\nb: 1\n', 'new', "a: 'new' # why\n\nb: 1\n"],
    ['a: one\n  two\nb: 1\n', 'three', 'a: three\nb: 1\n'],
    ['b: &x 1\na: *x\n', 'y', "b: &x 1\na: 'y'\n"],
    ['\ufeffa: x\n', 'y', "\ufeffa: 'y'\n"],
    ['%YAML 1.1\n---\na: x\n', 'z', '%YAML 1.1\n---\na: z\n'],
  ])('writes into %j the text %j', (text, value, expected) => {
    expect(set(text, value)).toBe(expected);
  });

  it('writes JSON as JSON', () => {
    const text = '{\n\t"a": "x",\n\t"n": 1,\n\t"list": [{ "k": true }]\n}\n';
    const values = { a: 'ü "\n', n: '0x10', 'list.0.k': 'false' };
    const result = setYamlValues(text, values, 'state.json');
    expect(JSON.parse(result)).toEqual({ a: 'ü "\n', n: '0x10', list: [{ k: false }] });
    expect(result.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('finds keys that hold dots, and positions of lists', () => {
    const text = 'annotations:\n  example.org/model.version: v1\nlist: [x, {k: v}]\n';
    const values = { 'annotations.example.org/model.version': 'v2', 'list.1.k': 'w' };
    expect(setYamlValues(text, values, 'a.yaml')).toBe(
      'annotations:\n  example.org/model.version: v2\nlist: [x, {k: w}]\n',
    );
  });

  it('leaves a text as it is when there is nothing to set or the value is the same', () => {
    expect(setYamlValues(state, {}, 'a.yaml')).toBe(state);
    expect(set('a: "x" # c', 'x')).toBe('a: "x" # c');
  });

  it.each([
    ['b: {c: 1}', 'b.d', 'state.yaml: there is no value at b.d; did you mean b.c?'],
    ['b: [1]', 'b.1', 'state.yaml: there is no value at b.1; did you mean b.0?'],
    ['b: 1', 'constructor', 'state.yaml: there is no value at constructor.'],
    ['', 'b', 'state.yaml: there is no value at b.'],
    ['b: {c: 1}', 'b', 'state.yaml: b is a mapping or a list; name a single value in it.'],
    [
      'b.c: 1\nb: {c: 2}',
      'b.c',
      'state.yaml: b.c can be read as two different keys; rename one of them.',
    ],
    [
      'b: &x 1\nc: *x',
      'b',
      'state.yaml: b is the anchor &x, which other places may use; write it out.',
    ],
    ['b: &x {d: 1}\nc: *x', 'c.d', 'state.yaml: c.d leads through the alias *x; write it out.'],
    ['b: !secret x', 'b', 'state.yaml: b has the tag !secret; edit it by hand.'],
    ['{b, c: 1}', 'b', 'state.yaml: b has no value that could be replaced.'],
    [
      'b: 1\n---\nc: 2',
      'b',
      'state.yaml: the file holds several YAML documents; keep the one to edit in a file of its own.',
    ],
    ['b: 1\nc: [', 'b', 'state.yaml: line 2 is not YAML: '],
    ['b: 1\nb: 2', 'b', 'state.yaml: line 2 is not YAML: Map keys must be unique.'],
  ])('refuses to edit %j at %s', (text, keyPath, message) => {
    expect(() => setYamlValues(text, { [keyPath]: 'x' }, 'state.yaml')).toThrow(
      expect.objectContaining({
        code: 'bad-edit',
        file: 'state.yaml',
        message: expect.stringContaining(message) as string,
      }),
    );
  });
});

describe('getYamlValue', () => {
  it.each([
    ['a: x', 'a', 'x'],
    ['a: 5', 'a', 5],
    ['a: true', 'a', true],
    ['a:', 'a', null],
    ['a: {b: [x, y]}', 'a.b.1', 'y'],
    ['b: &x 1\na: *x', 'a', 1],
    ['a: x', 'b', undefined],
    ['a: x', 'a.b', undefined],
    ['', 'a', undefined],
  ])('reads from %j at %s the value %j', (text, keyPath, value) => {
    expect(getYamlValue(text, keyPath, 'a.yaml')).toBe(value);
  });

  it('refuses a mapping and a text that is not YAML', () => {
    expect(() => getYamlValue('a: {b: 1}', 'a', 'a.yaml')).toThrow('a is a mapping or a list');
    expect(() => getYamlValue('a: [', 'a', 'a.yaml')).toThrow('a.yaml: line 1 is not YAML');
  });
});
