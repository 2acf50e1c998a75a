import { describe, expect, it } from 'vitest';
import { judgedMoves, type StateRead } from '../../../../core/promotion/gate/moves.ts';
import type { EnvironmentConfig, VersionRecord } from '../../../../schemas/types.ts';
import { versionRecord } from '../../version-record.ts';

const [one, two] = [versionRecord('1.0.0'), versionRecord('1.1.0')];
const environment: EnvironmentConfig = {
  state: 'live.yaml',
  set: { uri: '{{version.uri}}' },
  challenger: { set: { 'canary.uri': '{{version.uri}}', 'canary.weight': '{{share}}' } },
};

/** A state file with a champion, and a challenger with its share. */
function state(
  champion: Readonly<VersionRecord> | null,
  challenger: Readonly<VersionRecord> | null = null,
  share = 0,
): StateRead {
  const uri = champion?.package.uri ?? 'https://example.org/x';
  const canary = `canary:\n  uri: ${challenger?.package.uri ?? "''"}\n  weight: ${share}\n`;
  return read(`uri: ${uri}\n${canary}`);
}

function read(text: string | null, problem: string | null = null): StateRead {
  const names = { model: 'bike-demand', environmentName: 'live' };
  return { text, problem, file: 'live.yaml', environment, ...names };
}

/** In short: role, move, and the version or why there is none. */
function moves(before: StateRead, after: StateRead): readonly string[] {
  return judgedMoves(before, after, [two, one], '.github/assay.yml').map(
    ({ role, move, asked, share }) =>
      `${role} ${move} ${asked.ok ? asked.value.version : 'none'}${share === null ? '' : ` ${share}%`}`,
  );
}

describe('what a changed state file does', () => {
  it.each([
    ['another champion', state(one), state(two), ['champion comes 1.1.0']],
    ['the same champion', state(one), state(one), ['champion stays 1.0.0']],
    ['no registered version', state(one), state(null), ['champion comes none']],
    ['a challenger', state(one), state(one, two, 10), ['challenger comes 1.1.0 10%']],
    ['another share', state(one, two, 10), state(one, two, 20), ['challenger comes 1.1.0 20%']],
    ['the end of a challenge', state(one, two, 10), state(one), ['challenger leaves 1.1.0 0%']],
    [
      'a challenger that stays beside another champion',
      state(one, one, 10),
      state(two, one, 10),
      ['champion comes 1.1.0', 'challenger comes 1.0.0 10%'],
    ],
    [
      'a challenger of which nobody can tell',
      state(one),
      state(one, null, 10),
      ['challenger comes none'],
    ],
  ])('is told of %s', (_, before, after, expected) => {
    expect(moves(before, after)).toEqual(expected);
  });

  it('is refused with its reason where the file is gone, or is none that counts', () => {
    const [gone] = judgedMoves(state(one), read(null), [one], '.github/assay.yml');
    expect(gone?.asked).toMatchObject({
      ok: false,
      reason: expect.stringContaining('live of bike-demand has its state there') as string,
    });
    const [linked] = judgedMoves(state(one), read(null, 'It is a link.'), [one], 'assay.yml');
    expect(linked?.asked).toEqual({ ok: false, reason: 'It is a link.' });
    expect(linked?.champion).toBeNull();
  });
});
