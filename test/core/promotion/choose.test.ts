import { describe, expect, it } from 'vitest';
import {
  changedEnvironments,
  chooseVersion,
  environmentOf,
} from '../../../core/promotion/choose.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { versionRecord } from '../version-record.ts';

const config: ModelConfig = {
  task: 'regression',
  train: { run: 'x', inputs: ['x'], outputs: ['model/'] },
  evaluate: { predictions: { path: 'p.csv', label: 'y', prediction: 'z' }, metrics: ['mae'] },
  environments: { staging: { state: 'deploy/staging.yaml', set: { uri: '{{version.uri}}' } } },
};
const versions = [versionRecord('1.1.0'), versionRecord('1.0.0')];

describe('what a promotion asks for', () => {
  it('is the newest version, or the one that is named', () => {
    expect(chooseVersion('bikes', null, versions).version).toBe('1.1.0');
    expect(chooseVersion('bikes', '1.0.0', versions).version).toBe('1.0.0');
  });

  it('is refused when there is no such version, or none yet', () => {
    expect(() => chooseVersion('bikes', '1.1.1', versions)).toThrow(
      'There is no version 1.1.1 of bikes; did you mean 1.1.0? The newest are 1.1.0, 1.0.0.',
    );
    expect(() => chooseVersion('bikes', '20.31.42', versions)).toThrow(
      'There is no version 20.31.42 of bikes. The newest are 1.1.0, 1.0.0.',
    );
    expect(() => chooseVersion('bikes', null, [])).toThrow(
      'No version of bikes is registered yet.',
    );
  });

  it('is refused for an environment that there is not, with the nearest one', () => {
    expect(environmentOf('bikes', config, 'staging', 'assay.yml').state).toBe(
      'deploy/staging.yaml',
    );
    expect(() => environmentOf('bikes', config, 'stagin', 'assay.yml')).toThrow(
      'no environment stagin; did you mean staging?',
    );
    expect(() => environmentOf('bikes', config, 'toString', 'assay.yml')).toThrow('no environment');
    const { environments: _, ...without } = config;
    expect(() => environmentOf('bikes', without, 'staging', 'assay.yml')).toThrow(
      'has no environments in assay.yml',
    );
  });
});

it('finds the environments whose state files were changed', () => {
  const whole = { version: 1, models: { bikes: config } } as const;
  expect(changedEnvironments(whole, ['README.md'])).toEqual([]);
  expect(changedEnvironments(whole, ['deploy/staging.yaml'])).toMatchObject([
    { model: 'bikes', environment: 'staging', file: 'deploy/staging.yaml' },
  ]);
});
