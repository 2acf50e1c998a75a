import { expect, it } from 'vitest';
import { examineClock } from '../../../core/doctor/clock.ts';

it.each([
  [0, 'pass', "This machine's clock agrees with GitHub's."],
  [-4_000, 'pass', "This machine's clock agrees with GitHub's."],
  [12_000, 'warn', "This machine's clock is 12 s ahead of GitHub's."],
  [-90_000, 'fail', "This machine's clock is 90 s behind GitHub's."],
  [null, 'warn', 'GitHub did not say what time it is.'],
] as const)('a clock that is %j ms ahead: %s', (ahead, outcome, found) => {
  expect(examineClock(ahead)).toMatchObject({ outcome, found });
});
