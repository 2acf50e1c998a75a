import { describe, expect, it } from 'vitest';
import { getYamlValue, readYaml, setYamlValues } from '../../../core/edit/index.ts';

const kustomization = `# What runs in staging.
images:
  - name: proxy
    newTag: '3'
  - name: bike-demand # the model
    newName: ghcr.io/acme/bike-demand
    digest: sha256:aa

configMapGenerator:
  - name: bike-demand
    literals:
      - MODEL_URI=https://example.org/a.tar.gz # fetched at the start
      - "MODEL_VERSION=1.0.0"
      - MODEL_URI_OLD=x
`;

const set = (values: Record<string, string>, text = kustomization): string =>
  setYamlValues(text, values, 'kustomization.yaml');

describe('a path with selectors', () => {
  it('selects the item of a list by a key, and changes nothing else', () => {
    expect(set({ 'images[name=bike-demand].digest': 'sha256:bb' })).toBe(
      kustomization.replace('sha256:aa', 'sha256:bb'),
    );
    expect(getYamlValue(kustomization, 'images[name=proxy].newTag', 'a.yaml')).toBe('3');
    expect(getYamlValue(kustomization, 'images[name=none].newTag', 'a.yaml')).toBeUndefined();
  });

  it('selects a literal by its name, and changes what follows in its own style', () => {
    const key = 'configMapGenerator[name=bike-demand].literals[MODEL_URI=]';
    expect(getYamlValue(kustomization, key, 'a.yaml')).toBe('https://example.org/a.tar.gz');
    expect(set({ [key]: 'https://example.org/b.tar.gz' })).toBe(
      kustomization.replace('a.tar.gz', 'b.tar.gz'),
    );
    const version = 'configMapGenerator[name=bike-demand].literals[MODEL_VERSION=]';
    expect(set({ [version]: '1.1.0' })).toContain('- "MODEL_VERSION=1.1.0"');
  });

  it('reads values with dots', () => {
    const text = 'images:\n  - name: ghcr.io/acme/x.y\n    digest: a\n';
    expect(getYamlValue(text, 'images[name=ghcr.io/acme/x.y].digest', 'a.yaml')).toBe('a');
  });

  it.each([
    ['images: [{name: a, t: 1}, {name: a, t: 2}]', 'images[name=a].t leads to 2 places'],
    ['x: &x {name: a, t: 1}\nimages: [*x]', 'images[name=a].t leads through the alias *x'],
    ['images: {name: a, t: 1}', 'there is no value at images[name=a].t'],
    ['images: [{name: [a], t: 1}]', 'there is no value at images[name=a].t'],
    ['images: [{name: a}]', 'there is no value at images[name=a].t'],
    ['images: [{name: a, t: {u: 1}}]', 'images[name=a].t is a mapping or a list'],
    ['i: &i [{name: a}]\nimages: *i', 'images[name=a].t leads through the alias *i'],
    ['images: &i [{name: a, t: 1}]\nj: *i', 'images[name=a].t lies in the anchor &i'],
  ])('is refused in %j', (text, words) => {
    expect(() => set({ 'images[name=a].t': 'x' }, text)).toThrow(words);
  });

  it.each([
    ['a: !custom x', 'a has the tag !custom'],
    ['['.repeat(50_000), 'kustomization.yaml: '],
    [' '.repeat(1_000_001), 'the file is larger'],
  ])('reads nothing that readers may take in other ways: %.20j', (text, words) => {
    expect(() => readYaml(text, 'kustomization.yaml').value('a')).toThrow(words);
  });
});
