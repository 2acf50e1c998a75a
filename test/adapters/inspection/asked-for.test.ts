import { describe, expect, it } from 'vitest';
import { inspect } from '../../../adapters/inspection/index.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { subjectWith } from './subject.ts';

const data: ModelConfig['data'] = { all: { path: 'all.csv', role: 'training' } };

async function sections(changes: Partial<ModelConfig>): Promise<readonly string[]> {
  return Object.keys(await inspect(await subjectWith({ 'all.csv': 'x\n1\n' }, data, changes)));
}

describe('what an inspection reads', () => {
  it('is the data where the risk tier has a check that uses them, and else not', async () => {
    expect(await sections({})).not.toContain('splits');
    expect(await sections({ risk: 'limited' })).toEqual(
      expect.arrayContaining(['data', 'splits', 'personalData']),
    );
  });

  it('is the data where the configuration turns one such check on, for that check', async () => {
    const found = await sections({ gate: { checks: { 'personal-data': 'warn' } } });
    expect(found).toContain('personalData');
    expect(found).not.toContain('data');
  });
});
