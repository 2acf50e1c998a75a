import { expect, it } from 'vitest';
import { type Held, movesOf } from '../../../core/promotion/moves.ts';
import { versionRecord } from '../version-record.ts';

const [one, two, three] = ['1.0.0', '1.1.0', '1.2.0'].map(versionRecord);
const held = (champion?: typeof one, challenger?: typeof one, share = 10): Held => ({
  champion: champion ?? null,
  challenger: challenger === undefined ? null : { version: challenger, share },
});

it.each([
  ['nothing', held(one), held(one), []],
  ['a first champion', held(), held(one), ['champion 1.0.0 for null']],
  ['another champion', held(one), held(two), ['champion 1.1.0 for 1.0.0']],
  ['a file that names no version any more', held(one), held(), []],
  ['a challenger', held(one), held(one, two), ['challenger 1.1.0 10% for null']],
  ['another share', held(one, two), held(one, two, 20), ['challenger 1.1.0 20% for 1.1.0']],
  ['another challenger', held(one, two), held(one, three), ['challenger 1.2.0 10% for 1.1.0']],
  ['the end of a challenge', held(one, two), held(one), ['challenger 1.1.0 0% for 1.1.0']],
  ['a challenger that takes over', held(one, two), held(two), ['champion 1.1.0 for 1.0.0']],
  [
    'another champion beside the challenger, whose challenge begins anew',
    held(one, two),
    held(three, two),
    ['champion 1.2.0 for 1.0.0', 'challenger 1.1.0 10% for 1.1.0'],
  ],
  [
    'a challenger of which nobody knows',
    held(one, two),
    { ...held(one), challenger: 'unknown' as const },
    [],
  ],
  [
    'a challenger after one of which nobody knew',
    { ...held(one), challenger: 'unknown' as const },
    held(one, two),
    ['challenger 1.1.0 10% for null'],
  ],
])('tells %s', (_, before, after, moves) => {
  const told = movesOf(before, after).map(({ role, version, share, previous }) =>
    [role, version.version, ...(share === null ? [] : [`${share}%`]), `for ${previous}`].join(' '),
  );
  expect(told).toEqual(moves);
});
