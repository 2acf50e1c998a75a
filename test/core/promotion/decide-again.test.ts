import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../core/promotion/asked.ts';
import { decideAgain, stateAsksFor } from '../../../core/promotion/decide-again.ts';
import type { EnvironmentFacts } from '../../../core/promotion/decide.ts';
import { versionRecord } from '../version-record.ts';

const [one, two] = [versionRecord('1.0.0'), versionRecord('1.1.0')];
const facts: EnvironmentFacts = {
  model: 'bike-demand',
  environment: 'live',
  config: {
    state: 'live.yaml',
    set: { uri: '{{version.uri}}' },
    challenger: { set: { 'canary.uri': '{{version.uri}}', 'canary.weight': '{{share}}' } },
  },
  configPath: '.github/assay.yml',
  versions: [two, one],
  champion: one,
  challenger: null,
  promotions: [],
  stays: [],
  now: new Date('2026-02-01T00:00:00Z'),
};
const asked: Asked = {
  version: '1.1.0',
  role: 'champion',
  share: null,
  rollback: false,
  from: '1.0.0',
  reason: null,
  commentUrl: 'https://github.com/acme/bikes/issues/1#issuecomment-1',
};

describe('an open promotion whose environment has moved', () => {
  it('is decided anew where it still means something', () => {
    expect(decideAgain(asked, facts)).toMatchObject({
      kind: 'decided',
      decided: { version: { version: '1.1.0' }, role: 'champion' },
    });
  });

  it.each<readonly [string, Asked, Partial<EnvironmentFacts>, string]>([
    ['its version is there already', asked, { champion: two }, 'v1.1.0 is the champion there.'],
    [
      'its rollback would lead away from what is gone',
      { ...asked, version: '1.0.0', rollback: true, from: '1.1.0' },
      { champion: null },
      'This rollback was to lead away from v1.1.0, and no registered version is there now.',
    ],
    [
      'its version is known no more',
      { ...asked, version: '9.0.0' },
      {},
      'There is no version 9.0.0 of bike-demand',
    ],
  ])('is pointless where %s', (_, wanted, more, reason) => {
    expect(decideAgain(wanted, { ...facts, ...more })).toEqual({
      kind: 'pointless',
      reason: expect.stringContaining(reason) as string,
    });
  });
});

function text(champion: string, canary: string, weight: number): string {
  return `uri: ${champion}\ncanary:\n  uri: ${canary}\n  weight: ${weight}\n`;
}

describe('whether a head asks for what its description says', () => {
  const alone = text(two.package.uri, "''", 0);
  const beside = text(one.package.uri, two.package.uri, 10);

  it('is told by the file alone, of a champion and of a challenger with its share', () => {
    expect(stateAsksFor(alone, facts, asked)).toBe(true);
    expect(stateAsksFor(beside, facts, asked)).toBe(false);
    const challenger = { ...asked, role: 'challenger', share: 10 } as const;
    expect(stateAsksFor(beside, facts, challenger)).toBe(true);
    expect(stateAsksFor(beside, facts, { ...challenger, share: 20 })).toBe(false);
    expect(stateAsksFor(beside, facts, { ...challenger, share: 0 })).toBe(false);
    expect(stateAsksFor(alone, facts, { ...challenger, share: 0 })).toBe(true);
  });
});
