import { describe, expect, it } from 'vitest';
import { versionDataSets } from '../../../core/version/data-sets.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { profile } from '../checks/inspection.ts';
import { betterMetrics, evaluation, run } from '../judge/candidate.ts';

const written = { name: 'split', path: 'splits/training.csv', digest: sha256('split'), bytes: 90 };

function sets(changes: Parameters<typeof profile>[0]) {
  const inspection = { data: { sets: [profile(changes)], unread: [] }, failures: [] };
  const data = { split: { path: written.path, role: 'training' as const, license: 'MIT' } };
  return versionDataSets(run(), evaluation(betterMetrics, { inspection }), { data });
}

describe('the data sets of a version', () => {
  it('are those that training digested and those that the run wrote, with what is declared of them', () => {
    const { name, ...bytes } = written;
    expect(sets(written)).toEqual({
      ...run().data,
      [name]: { ...bytes, role: 'training', license: 'MIT' },
    });
  });

  it('are without a set that nobody digested, and never another than training read', () => {
    expect(sets({ name: 'split' })).toEqual(run().data);
    expect(sets({ ...written, name: 'hourly' })).toEqual(run().data);
    expect(versionDataSets(run(), evaluation(betterMetrics), {})).toEqual(run().data);
  });
});
