import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../core/config/document.ts';
import { path, rejection, valid, validated } from './fixture.ts';

describe('parseConfig', () => {
  it.each([
    ['version: 1\nmodels: a: b\n', '2:9', 'this is not YAML: Nested mappings are not allowed'],
    ['version: "1\n', '2:1', 'this is not YAML: Missing closing "quote.'],
    ['version: 1\nversion: 1\n', '2:1', 'the key version stands here a second time'],
    ['version: 1\n---\nversion: 1\n', '2:1', 'a second document begins here'],
    ['version: !js 1\n', '1:10', 'this is not YAML: Unresolved tag: !js.'],
  ])('says where %j cannot be read and why', (text, place, reason) => {
    const message = rejection(text).message;
    expect(message).toContain(`${path}:${place}: ${reason}`);
  });

  it.each(['', '# nothing yet\n', '[]', 'text'])('refuses %j, which is no mapping', (text) => {
    expect(rejection(text).message).toContain(
      'the configuration must be a mapping of keys to values',
    );
  });

  it('reads anchors and aliases, and points into the place where a value was written', () => {
    const text = valid
      .replace(
        'environments:',
        'environments:\n      staging: &target\n        state: deploy/staging.yaml\n        set: { a: "{{version.uri}}" }',
      )
      .replace(/production:\n.*\n.*\n.*\n/, 'production: *target\n');
    expect(validated(text).models['bike-demand']?.environments?.['production']?.state).toBe(
      'deploy/staging.yaml',
    );
    const lines = rejection(text.replace('"{{version.uri}}"', '5')).message.split('\n');
    expect(lines.every((line) => line.startsWith(`${path}:26:`))).toBe(true);
  });

  it('refuses an alias without an anchor, a document of itself, and one that grows without measure', () => {
    expect(rejection('version: 1\nmodels: *m\n').message).toContain('Unresolved alias');
    expect(rejection('version: 1\nmodels: &m { bike: *m }\n').message).toContain('is missing');
    const levels = Array.from(
      { length: 12 },
      (_, index) => `l${index + 1}: &l${index + 1} [${Array(9).fill(`*l${index}`).join(', ')}]`,
    );
    expect(rejection(['l0: &l0 [x]', ...levels].join('\n')).message).toContain(
      'Excessive alias count',
    );
  });

  it('refuses a file that is too large before it is parsed', () => {
    expect(() => parseConfig('#'.repeat(1_000_001), path)).toThrow(
      'larger than 1000000 characters',
    );
  });

  it('gives the place of the nearest enclosing key for keys that are not there', () => {
    const document = parseConfig('a:\n  b: 1\n', path);
    expect(document.place(['a', 'b'], 'key')).toEqual({ line: 2, column: 3 });
    expect(document.place(['a', 'b'], 'value')).toEqual({ line: 2, column: 6 });
    expect(document.place(['a', 'c', 'd'], 'key')).toEqual({ line: 1, column: 1 });
  });
});
