import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeOfState } from '../../../core/promotion/challenge-state.ts';
import { changedState, stateChanges } from '../../../core/promotion/change.ts';
import {
  challengerOfState,
  clearedValues,
  requireChallenge,
  shareOf,
} from '../../../core/promotion/challenger.ts';
import { versionOfState } from '../../../core/promotion/state.ts';
import { versionRecord } from '../version-record.ts';

const model = 'bike-demand';
const versions = [versionRecord('1.1.0'), versionRecord('1.0.0')];
const [newer = versionRecord('1.1.0'), older = versionRecord('1.0.0')] = versions;
const environment = {
  state: 'live.yaml',
  set: { uri: '{{version.uri}}' },
  challenger: {
    set: { 'canary.uri': '{{version.uri}}', 'canary.share': '{{share}}' },
    max_share: 40,
  },
};
const text = `# Ours.\nuri: '${older.package.uri}'\ncanary:\n  uri: none # nobody\n  share: 0\n`;
const challenge = (share: number, version = newer) =>
  changedState(text, environment, { version, role: 'challenger', share }, older);

describe('a challenger in a state file', () => {
  it('is read back with the share that it was given, beside a champion that stays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.constantFrom(...versions), (share, one) => {
        const next = challenge(share, one);
        expect(challengerOfState(model, next, environment, versions)).toEqual({
          version: one,
          share,
        });
        expect(versionOfState(next, 'live.yaml', environment, versions)).toBe(older);
      }),
    );
  });

  it('changes its own values and no other byte', () => {
    expect(challenge(15)).toBe(
      text
        .replace('none # nobody', `'${newer.package.uri}' # nobody`)
        .replace('share: 0', 'share: 15'),
    );
    const change = { version: newer, role: 'challenger', share: 15 } as const;
    expect(stateChanges(text, environment, change, older)).toMatchObject([
      { key: 'canary.uri', before: 'none', after: newer.package.uri },
      { key: 'canary.share', before: 0, after: '15' },
    ]);
  });

  it('is gone with a share of 0, or with the values of clear', () => {
    const next = challenge(15);
    const change = { version: newer, role: 'challenger', share: 0 } as const;
    const ended = changedState(next, environment, change, older);
    expect(ended).toBe(next.replace('share: 15', 'share: 0'));
    expect(challengerOfState(model, ended, environment, versions)).toBeNull();
    const clear = { 'canary.uri': 'none', 'canary.share': '0' };
    const cleared = { ...environment, challenger: { ...environment.challenger, clear } };
    expect(changedState(next, cleared, change, older)).toContain(
      "uri: 'none' # nobody\n  share: 0",
    );
  });

  it('is gone with the champion in its place, and with its share, where clear names a version', () => {
    const next = challenge(15);
    const change = { version: newer, role: 'challenger', share: 0 } as const;
    const clear = { 'canary.uri': '{{version.uri}}' };
    const cleared = { ...environment, challenger: { ...environment.challenger, clear } };
    const ended = changedState(next, cleared, change, older);
    expect(ended).toBe(text.replace('none # nobody', `'${older.package.uri}' # nobody`));
    const state = { text: ended, file: 'live.yaml', environment: cleared, model };
    expect(challengeOfState(state, versions)).toEqual({ kind: 'none' });
    // Where the file asks for no version, the share alone ends it.
    expect(changedState(next, cleared, change, null)).toBe(next.replace('share: 15', 'share: 0'));
  });

  it('is gone with another champion', () => {
    const change = { version: newer, role: 'champion', share: null } as const;
    const next = changedState(challenge(15), environment, change, older);
    expect(versionOfState(next, 'live.yaml', environment, versions)).toBe(newer);
    expect(challengerOfState(model, next, environment, versions)).toBeNull();
    expect(stateChanges(challenge(15), environment, change, older).map(({ key }) => key)).toEqual([
      'uri',
      'canary.share',
    ]);
    // Where none is, nothing is said of it.
    expect(stateChanges(text, environment, change, older).map(({ key }) => key)).toEqual(['uri']);
  });

  it('needs no keys where a champion comes, and its keys where it comes itself', () => {
    const bare = `uri: '${older.package.uri}'\n`;
    expect(clearedValues(bare, environment, newer)).toEqual({});
    const champion = { version: newer, role: 'champion', share: null } as const;
    expect(changedState(bare, environment, champion, older)).toBe(`uri: '${newer.package.uri}'\n`);
    const change = { version: newer, role: 'challenger', share: 5 } as const;
    expect(() => changedState(bare, environment, change, older)).toThrow(/live\.yaml.*canary\.uri/);
  });
});

describe('a challenge', () => {
  const asked = {
    model,
    environment: 'live',
    config: environment,
    configPath: '.github/assay.yml',
    version: '1.1.0',
    share: 10,
    champion: '1.0.0',
    challenger: null,
  };

  it('is allowed up to the largest share, and a challenge that there is may end', () => {
    for (const share of [1, 10, 40]) requireChallenge({ ...asked, share });
    requireChallenge({ ...asked, share: 0, challenger: '1.1.0' });
    // Without max_share.
    const { max_share: _, ...usual } = environment.challenger;
    const config = { ...environment, challenger: usual };
    requireChallenge({ ...asked, config, share: 50 });
    expect(() => requireChallenge({ ...asked, config, share: 51 })).toThrow('at most 50%');
  });

  it.each([
    [{ config: { state: 'live.yaml' } }, 'live of bike-demand takes no challenger'],
    [{ share: 41 }, 'at most 40% of live'],
    [{ champion: null }, 'no version of bike-demand in live that could be challenged'],
    [{ champion: '1.1.0' }, 'v1.1.0 is the champion of live already'],
    [{ share: 0 }, 'There is no challenger in live'],
    [{ share: 0, challenger: '1.0.0' }, 'The challenger in live is v1.0.0, not v1.1.0'],
  ])('with %j is refused', (changes, sentence) => {
    expect(() => requireChallenge({ ...asked, ...changes })).toThrow(sentence);
  });

  it('takes shares with or without the sign', () => {
    expect(['10%', '5', '0%', '100'].map(shareOf)).toEqual([10, 5, 0, 100]);
  });
});
