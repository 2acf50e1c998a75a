import { describe, expect, it } from 'vitest';
import { readBom } from '../../../core/documents/bom.ts';
import { canonicalJson } from '../../../core/record/digest.ts';

const model = {
  type: 'machine-learning-model',
  name: 'bike-demand',
  version: '1.0.0',
  hashes: [{ alg: 'SHA-256', content: 'A'.repeat(64) }],
  modelCard: { modelParameters: { task: 'tabular-regression' } },
  components: [
    { type: 'file', name: 'model.json', hashes: [{ alg: 'SHA-256', content: 'b'.repeat(64) }] },
  ],
};
const library = {
  type: 'library',
  name: 'numpy',
  hashes: [{ alg: 'SHA-256', content: 'c'.repeat(64) }],
};

function bom(changes: object = {}): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: model },
    components: [library],
    ...changes,
  });
}

function reading(text: string) {
  const read = readBom(text);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

describe('readBom', () => {
  it.each(['1.6', '1.7'])(
    'reads the models, their hashes and those of files of %s',
    (specVersion) => {
      expect(reading(bom({ specVersion }))).toEqual({
        specVersion,
        components: 3,
        models: [{ name: 'bike-demand', modelCard: true }],
        moreModels: 0,
        hashes: [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`],
        moreHashes: 0,
        problems: [],
        moreProblems: 0,
      });
    },
  );

  it("says what CycloneDX's schema does not allow, and counts the rest", () => {
    const components = Array.from({ length: 30 }, (_, index) => ({ type: 'library', index }));
    const { problems, moreProblems } = reading(bom({ components }));
    expect(problems).toHaveLength(20);
    expect(problems[0]).toEqual({
      pointer: '/components/0',
      message: "must have required property 'name'",
    });
    expect(moreProblems).toBe(40);
  });

  it('finds two items that are alike, whatever the order of their keys', () => {
    const twin = { name: 'numpy', hashes: library.hashes, type: 'library' };
    expect(reading(bom({ components: [library, twin] })).problems).toHaveLength(1);
    const half = { type: 'library', name: '\ud800' };
    expect(reading(bom({ components: [half, half] })).problems).toHaveLength(1);
  });

  it.each([
    ['another document', '{"spdxVersion": "SPDX-2.3"}'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a version that is a number', '{"bomFormat": "CycloneDX", "specVersion": 1.6}'],
  ])('finds no version in %s', (_, text) => {
    expect(reading(text)).toMatchObject({ specVersion: null, models: [] });
  });

  it('validates nothing of a version that it does not know', () => {
    expect(reading(bom({ specVersion: '9.9', more: true }))).toMatchObject({
      specVersion: '9.9',
      problems: [],
    });
  });

  it.each([
    ['what is not JSON', '<bom/>', /^It is not JSON/],
    ['what nests too deeply', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /deeper than 64/],
    ['what holds too much', `[${'0,'.repeat(100_001)}0]`, /more than 100000 values/],
  ])('says why it does not read %s', (_, text, reason) => {
    const read = readBom(text);
    expect(read.ok ? '' : read.reason).toMatch(reason);
  });

  it('looks for the first problem only in a document that is wrong in every place on purpose', () => {
    const before = performance.now();
    const components: unknown[] = Array.from({ length: 90_000 }, () => ({}));
    expect(reading(bom({ components })).problems).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('takes a long list whose items are all different', () => {
    const before = performance.now();
    const components = Array.from({ length: 30_000 }, (_, name) => ({
      type: 'file',
      name: `${name}`,
    }));
    expect(reading(bom({ components })).problems).toEqual([]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('gives facts that a record takes, whatever it is called', () => {
    const odd =
      '{"bomFormat": "CycloneDX", "specVersion": "1.6", "__proto__": {"components": []}, "components": [{"type": "machine-learning-model", "name": "\\ud800"}, 7, null, {"hashes": "x"}]}';
    expect(() => canonicalJson(reading(odd))).not.toThrow();
    expect(reading(odd).components).toBe(2);
  });
});
