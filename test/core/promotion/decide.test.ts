import { describe, expect, it } from 'vitest';
import { decidePromotion, type EnvironmentFacts } from '../../../core/promotion/decide.ts';
import { staysOf } from '../../../core/promotion/history.ts';
import { promotionRecord } from '../promotion-record.ts';
import { versionRecord } from '../version-record.ts';

const versions = ['1.2.0', '1.1.0', '1.0.0'].map(versionRecord);
const [newest = versionRecord('1.2.0'), , oldest = versionRecord('1.0.0')] = versions;
const facts: EnvironmentFacts = {
  model: 'bike-demand',
  environment: 'live',
  config: { state: 'live.yaml', challenger: { set: { share: '{{share}}' } } },
  configPath: '.github/assay.yml',
  versions,
  champion: oldest,
  challenger: null,
  promotions: [],
  stays: [],
  now: new Date('2026-02-01T00:00:00Z'),
};
const decide = (
  wish: Parameters<typeof decidePromotion>[0],
  more: Partial<EnvironmentFacts> = {},
) => {
  const { version, ...rest } = decidePromotion(wish, { ...facts, ...more });
  return { version: version.version, ...rest };
};

describe('what is decided of a wish', () => {
  it('is the newest version as champion, or the named one', () => {
    const champion = { role: 'champion', share: null, rollback: null };
    expect(decide({ kind: 'champion', version: null })).toEqual({ version: '1.2.0', ...champion });
    expect(decide({ kind: 'champion', version: '1.1.0' })).toEqual({
      version: '1.1.0',
      ...champion,
    });
    expect(() => decide({ kind: 'champion', version: '1.3.0' })).toThrow(
      'There is no version 1.3.0 of bike-demand',
    );
  });

  it('is the end of the challenge where the champion is asked for once more', () => {
    const challenger = { version: newest, share: 10 };
    expect(decide({ kind: 'champion', version: '1.0.0' }, { challenger })).toEqual({
      version: '1.2.0',
      role: 'challenger',
      share: 0,
      rollback: null,
    });
  });

  it('is a challenger with its share, and without a version the end of the one there is', () => {
    expect(decide({ kind: 'challenger', version: null, share: 10 })).toMatchObject({
      version: '1.2.0',
      role: 'challenger',
      share: 10,
    });
    const challenger = { version: versionRecord('1.1.0'), share: 10 };
    expect(decide({ kind: 'challenger', version: null, share: 0 }, { challenger })).toMatchObject({
      version: '1.1.0',
      share: 0,
    });
    expect(() => decide({ kind: 'challenger', version: '1.0.0', share: 10 })).toThrow(
      'v1.0.0 is the champion of live already',
    );
  });

  it('is the last healthy version for a rollback, with how long that was healthy', () => {
    const promotions = [
      promotionRecord('1.0.0', 1, { environment: 'live' }),
      promotionRecord('1.1.0', 5, { environment: 'live', previous: '1.0.0' }),
    ];
    const reports = [
      { deployment: 1, createdAt: '2026-01-02T00:00:00Z', status: 1, health: 'healthy' } as const,
    ];
    const stays = staysOf(promotions, reports);
    expect(decide({ kind: 'rollback' }, { promotions, stays })).toEqual({
      version: '1.0.0',
      role: 'champion',
      share: null,
      rollback: { kind: 'healthy', version: '1.0.0', healthyForMs: 3 * 24 * 3_600_000 },
    });
    expect(() => decide({ kind: 'rollback' })).toThrow('Nothing was promoted to live yet');
  });
});
