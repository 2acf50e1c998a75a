import { describe, expect, it } from 'vitest';
import { fingerprint, type FingerprintParts } from '../../../core/fingerprint/index.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const file = (path: string, letter: string) => ({ path, digest: digest(letter), bytes: 1 });

const parts: FingerprintParts = {
  command: 'python train.py',
  inputs: [file('train.py', 'a'), file('data/*.csv', 'b')],
  parameters: [file('params.yaml', 'c')],
  lock: [file('requirements.txt', 'd')],
  outputs: ['model/'],
  executor: 'local linux x64',
  environment: {},
};

describe('fingerprint', () => {
  it('is a digest that stays as it is from release to release', () => {
    expect(fingerprint(parts)).toBe(
      'sha256:d806ef1531fd6d0e390438b217bfe1177862a92196ac7f848ab121b58e162693',
    );
  });

  it.each<[string, Partial<FingerprintParts>]>([
    ['the command', { command: 'python train.py --fast' }],
    ['an input', { inputs: [file('train.py', 'e'), file('data/*.csv', 'b')] }],
    ['the set of inputs', { inputs: [file('train.py', 'a')] }],
    [
      'a parameter file, which stands under train.params only',
      { parameters: [file('params.yaml', 'e')] },
    ],
    ['a lock file, which stands under train.lock only', { lock: [file('requirements.txt', 'e')] }],
    ['the role of a file', { parameters: [], inputs: [...parts.inputs, ...parts.parameters] }],
    ['the outputs', { outputs: ['model/', 'vocabulary.txt'] }],
    ['what is set in the environment', { environment: { ASSAY_SEED: '0' } }],
    ['the executor', { executor: 'local linux arm64' }],
  ])('changes with %s', (_, change) => {
    expect(fingerprint({ ...parts, ...change })).not.toBe(fingerprint(parts));
  });

  it('does not change with the order in which files are declared, nor with one that is declared twice', () => {
    const shuffled = { ...parts, inputs: [...parts.inputs, ...parts.inputs].toReversed() };
    expect(fingerprint(shuffled)).toBe(fingerprint(parts));
  });
});
