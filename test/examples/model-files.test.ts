import { describe, expect, it } from 'vitest';
import type { Config } from '../../schemas/types.ts';
import { goldenBytes, judgedScan, scanned } from '../core/model-files/scanned.ts';
import { example, readYaml } from './read.ts';

const config = readYaml(new URL('.github/assay.yml', example)) as Config;
const trusted = config.models['bike-demand']?.gate?.trusted_globals ?? [];

describe('what the example trusts', () => {
  it.each(['joblib, a pipeline', 'joblib, boosted trees', 'joblib, arrays'])(
    'is enough for the models that it trains: %s',
    async (name) => {
      const scan = await scanned({ 'model/model.joblib': goldenBytes(name) });
      expect(judgedScan(scan).outcome).toBe('warn');
      expect(judgedScan(scan, trusted)).toMatchObject({ outcome: 'pass' });
    },
  );

  it.each([
    'joblib, harmful behind an array',
    'a module that a library imports',
    'an unknown class',
  ])('does not reach what does harm: %s', async (name) => {
    const scan = await scanned({ 'model/model.joblib': goldenBytes(name) });
    expect(judgedScan(scan, trusted).outcome).toBe('fail');
  });
});
