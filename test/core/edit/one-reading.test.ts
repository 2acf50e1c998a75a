import { execFileSync, spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Dots, readSharedYaml } from '../../../core/edit/index.ts';

const keyPath = 'spec.model.uri';
const read = (text: string, dots: Dots, path = keyPath) =>
  readSharedYaml(text, 'state.yaml', dots).value(path);

describe('a text that others read too', () => {
  it.each([
    [
      'merged keys beside a key that holds dots',
      'base: &b {spec: {model: {uri: evil}}}\n<<: *b\n"spec.model.uri": good\n',
      'line 2 merges other keys in by <<',
    ],
    ['merged keys in the way', 'spec:\n  model: {<<: {uri: evil}}\n', 'line 2 merges other keys'],
    ['merged keys in a list', 'l:\n  - <<: {a: 1}\n', 'line 2 merges other keys'],
    ['a quoted merge key', '"<<": {spec: {model: {uri: evil}}}\n', 'line 1 merges other keys'],
    ['a tagged merge key', '!!merge x: {spec: {model: {uri: evil}}}\n', 'a key with the tag'],
    ['a key that is an alias', 'a: &k uri\nspec: {model: {*k : evil}}\n', 'a key that is an alias'],
    ['a key that is a list', '? [a]\n: 1\n', 'a key that is an alias, a mapping or a list'],
    [
      'a key in another coding',
      'spec: {model: {uri: good, !!binary dXJp: evil}}\n',
      'line 1 has a key with the tag',
    ],
    ['a mapping with a tag', 'spec: !other {model: {uri: good}}\n', 'with the tag !other'],
    [
      'a line end in a comment',
      'a: 1 # x\u2028spec: {model: {uri: evil}}\n',
      'line 1 has a line end',
    ],
    ['an old line end in a comment', '# x\u0085spec: {model: {uri: evil}}\n', 'a line end'],
    ['a carriage return in a comment', '# x\rspec: {model: {uri: evil}}\n', 'a line end'],
    [
      'a key in capitals beside it',
      'spec: {model: {uri: good, URI: evil}}\n',
      'two different keys',
    ],
    [
      'an alias of a mapping',
      'a: &a {b: 1}\nspec: {model: {uri: *a}}\n',
      'alias of no single value',
    ],
    ['two ways to a key', 'spec: {model: {}}\n"spec.model.uri": good\n', 'two different keys'],
  ])('is refused with %s', (_, text, words) => {
    expect(() => read(text, 'dotted')).toThrow(words);
  });

  it.each([
    ['images:\n  - {name: a, t: good}\n  - {name: *n, t: evil}\n', 'through the alias *n'],
    ['images:\n  - {name: a, t: good}\n  - {Name: a, t: evil}\n', 'leads to 2 places'],
    ['images:\n  - {name: a, t: good}\n  - {name: !!binary YQ==, t: evil}\n', 'has the tag'],
  ])('is refused where an item may be selected twice: %j', (items, words) => {
    const text = `n: &n a\n${items}`;
    expect(() => read(text, 'dotted', 'images[name=a].t')).toThrow(words);
  });

  it('has no nested value at a key that holds dots, where dots are borders', () => {
    const text = 'spec: {"model.uri": good}\n"spec.model.uri": good\n';
    expect(read(text, 'nested')).toBeUndefined();
  });

  it('keeps Windows line ends, anchors and aliases elsewhere', () => {
    const text = 'a: &a 1\r\nb: *a\r\nspec: {model: {uri: good}}\r\n';
    expect(read(text, 'dotted')).toBe('good');
  });

  it.each(['010', '0x10', '0o10', '1e1', '10.0'])('has %s as it is written', (number) => {
    expect(read(`spec: {model: {uri: ${number}}}`, 'nested')).toBe(number);
  });
});

const scalar = fc.constantFrom('good', 'evil', '*s', '&s good', '!!str evil', '7');
const oddKeys = [
  'spec',
  'model',
  'uri',
  'spec.model',
  'model.uri',
  'spec.model.uri',
  '"uri"',
  '<<',
];
const oddKey = fc.constantFrom(
  ...oddKeys.concat('"<<"', '*s ', '? uri\n', 'other', 'URI', '!!str uri', '&k uri'),
);
const keyAt = (depth: number) => {
  const usual = fc.constant(keyPath.split('.')[depth] ?? 'other');
  return fc.oneof({ weight: 3, arbitrary: usual }, { weight: 2, arbitrary: oddKey });
};
const entriesAt = (depth: number) =>
  fc.array(fc.tuple(keyAt(depth), valueAt(depth + 1)), { minLength: 1, maxLength: 2 });
const valueAt = (depth: number): fc.Arbitrary<string> =>
  depth > 3 ? scalar : fc.oneof({ weight: depth, arbitrary: scalar }, mappingAt(depth));
const mappingAt = (depth: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', '', '', '', '&m ', '!!map ', '*m'), entriesAt(depth))
    .map(([before, entries]) =>
      before === '*m'
        ? before
        : `${before}{${entries.map(([name, value]) => `${name}: ${value}`).join(', ')}}`,
    );
/** A document of a few keys, in which a comment may hide a line, and a mapping that others may merge in. */
const text = fc
  .tuple(
    fc.constantFrom('', 'a: &m {uri: evil}\n', 'a: &m {model: {uri: evil}}\nb: &s uri\n'),
    fc.constantFrom('', '', '', '# \u2028spec: 1\n', '# \rspec.model.uri: evil\n', '# none\r\n'),
    entriesAt(0),
  )
  .map(([head, comment, entries]) =>
    [head, comment, ...entries.map(([name, value]) => `${name}: ${value}\n`)].join(''),
  );

/** All values that somebody may find at a path: with dots as borders, or as parts of keys. */
function valuesAt(node: unknown, steps: readonly string[], dots: Dots): readonly unknown[] {
  if (steps.length === 0) return [node];
  if (typeof node !== 'object' || node === null) return [];
  const most = dots === 'nested' ? 1 : steps.length;
  return Object.entries(node).flatMap(([name, value]) =>
    Array.from({ length: most }, (_, index) => index + 1)
      .filter((length) => steps.slice(0, length).join('.') === name)
      .flatMap((length) => valuesAt(value, steps.slice(length), dots)),
  );
}

/** What we read; null where the text is refused. */
function own(source: string, dots: Dots): { readonly found: readonly unknown[] } | null {
  try {
    const value = read(source, dots);
    return { found: value === undefined ? [] : [value] };
  } catch {
    return null;
  }
}

function merged(source: string): unknown {
  try {
    return parse(source, { merge: true });
  } catch {
    return undefined;
  }
}

const python = `import json, sys, yaml
out = []
for text in json.load(sys.stdin):
    try:
        out.append(json.loads(json.dumps(yaml.safe_load(text))))
    except Exception:
        out.append(None)
json.dump(out, sys.stdout)`;
const hasPython = spawnSync('python3', ['-c', 'import yaml'], { timeout: 20_000 }).status === 0;

describe('every text that is not refused', () => {
  const steps = keyPath.split('.');
  const both = ['nested', 'dotted'] as const;

  it('has for a reader that merges keys the value that we read', () => {
    let taken = 0;
    const property = fc.property(text, fc.constantFrom(...both), (source, dots) => {
      const ours = own(source, dots);
      const theirs = merged(source);
      if (ours === null || theirs === undefined) return;
      taken += ours.found.length;
      expect(valuesAt(theirs, steps, dots)).toEqual(ours.found);
    });
    fc.assert(property, { numRuns: 6_000, seed: 6 });
    expect(taken).toBeGreaterThan(50);
  });

  it.skipIf(!hasPython)('has for PyYAML the value that we read', () => {
    const texts = fc.sample(text, { numRuns: 1_500, seed: 6 });
    const input = JSON.stringify(texts);
    const answer = execFileSync('python3', ['-c', python], { input, timeout: 30_000 });
    const views = JSON.parse(answer.toString('utf8')) as readonly unknown[];
    for (const [index, source] of texts.entries()) {
      const theirs = views[index] ?? null;
      for (const dots of both) {
        const ours = own(source, dots);
        if (ours === null || theirs === null) continue;
        expect(valuesAt(theirs, steps, dots), source).toEqual(ours.found);
      }
    }
  });
});
