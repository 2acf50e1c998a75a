import { describe, expect, it } from 'vitest';
import { inspect } from '../../../adapters/inspection/index.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { subjectWith } from './subject.ts';

const data: ModelConfig['data'] = { all: { path: 'all.csv', role: 'training' } };

async function sections(changes: Partial<ModelConfig>): Promise<readonly string[]> {
  return Object.keys(await inspect(await subjectWith({ 'all.csv': 'x\n1\n' }, data, changes)));
}

const off = (...ids: readonly string[]) =>
  sections({ gate: { checks: Object.fromEntries(ids.map((id) => [id, 'off' as const])) } });

describe('what an inspection reads', () => {
  it('is the data in every risk tier, since a policy may set a higher one', async () => {
    for (const risk of ['minimal', 'limited', 'high'] as const) {
      expect(await sections({ risk })).toEqual(
        expect.arrayContaining(['data', 'splits', 'personalData']),
      );
    }
  });

  it('is not the data for checks that are turned off by name', async () => {
    const found = await off('personal-data', 'split-leakage');
    expect(found).toContain('data');
    expect(found).not.toContain('personalData');
    expect(found).not.toContain('splits');
    expect(await off('data-quality')).toContain('data');
    expect(await off('data-quality', 'data-lineage')).not.toContain('data');
  });
});
