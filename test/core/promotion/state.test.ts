import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { promotedState, versionOfState } from '../../../core/promotion/state.ts';
import { versionRecord } from '../version-record.ts';

const file = 'deploy/staging/bike-demand.yaml';
const text = readFileSync(
  new URL(`../../../examples/bike-demand/${file}`, import.meta.url),
  'utf8',
);
const environment = {
  state: file,
  set: {
    'spec.predictor.model.storageUri': '{{version.uri}}',
    'metadata.annotations.assay-version': '{{version.tag}}',
    'metadata.annotations.assay-digest': '{{version.digest}}',
  },
};

describe('a promoted state', () => {
  it('differs from the old one in the values of the environment and in nothing else', () => {
    const record = versionRecord('1.1.0');
    const next = promotedState(text, file, environment, record);
    const changed = next.split('\n').filter((line, index) => line !== text.split('\n')[index]);
    expect(changed.map((line) => line.trim())).toEqual([
      `assay-version: '${record.tag}'`,
      `assay-digest: '${record.package.digest}'`,
      `storageUri: '${record.package.uri}'`,
    ]);
  });

  it('is that of the version that was written, and of no other', () => {
    const versions = [versionRecord('1.1.0'), versionRecord('1.0.0')];
    const next = promotedState(text, file, environment, versionRecord('1.0.0'));
    expect(versionOfState(next, file, environment, versions)?.version).toBe('1.0.0');
    expect(versionOfState(text, file, environment, versions)).toBeNull();
  });

  it('asks for no version when one value is of another', () => {
    const next = promotedState(text, file, environment, versionRecord('1.0.0'));
    const mixed = next.replace(versionRecord('1.0.0').tag, versionRecord('1.1.0').tag);
    const versions = [versionRecord('1.1.0'), versionRecord('1.0.0')];
    expect(versionOfState(mixed, file, environment, versions)).toBeNull();
  });

  it('asks for no version when the file is no YAML or lacks a key', () => {
    const versions = [versionRecord('1.1.0')];
    expect(versionOfState('a: [', file, environment, versions)).toBeNull();
    expect(versionOfState('a: 1\n', file, environment, versions)).toBeNull();
  });

  it('names the file and the key that is missing', () => {
    expect(() => promotedState('spec: {}\n', file, environment, versionRecord('1.0.0'))).toThrow(
      /deploy\/staging\/bike-demand\.yaml.*spec\.predictor/s,
    );
  });
});
