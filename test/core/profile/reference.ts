import type { ReferenceProfile } from '../../../core/profile/profile.ts';

/** The profile of ten rows with a column of numbers, one of levels and one of times. */
export function profileOf(): ReferenceProfile {
  const counted = { rows: 10, missing: 0, unreadable: 0 };
  return {
    profile: {
      rows: 10,
      columns: new Map([
        [
          'numbers',
          {
            kind: 'numeric',
            ...counted,
            distribution: {
              grid: null,
              values: Float64Array.of(1, 2.5),
              counts: Float64Array.of(4, 6),
            },
            moments: { minimum: 1, maximum: 2.5, mean: 1.9, deviation: 0.73 },
          },
        ],
        [
          'levels',
          {
            kind: 'categorical',
            coding: 'texts',
            ...counted,
            levels: new Map([
              ['sunny', 6],
              ['rainy', 3],
            ]),
            rest: { levels: 1, rows: 1 },
            singles: 1,
          },
        ],
        ['at', { kind: 'time', ...counted, first: 0, last: 9, future: 0, mixedOffsets: false }],
      ]),
    },
    types: new Map([
      ['numbers', 'number'],
      ['levels', 'text'],
      ['at', 'time'],
    ]),
    calibration: new Map([['numbers', { parts: 20, mean: 0.01, deviation: 0.002 }]]),
  };
}
