import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide } from '../../../core/statistics/decide.ts';
import { intervalPlaces, levelScores } from '../../../core/statistics/levels.ts';
import type { GatedDifference } from '../../../core/statistics/worsening.ts';

const reach = levelScores[intervalPlaces.high] ?? 0;

/** A metric where lower is better, with a normal error, on 1,000 rows; its tolerance is 1. */
function gated(difference: number, standardError: number, other: Partial<GatedDifference> = {}) {
  return {
    metric: 'mae',
    direction: 'lower',
    tolerance: 1,
    difference,
    interval: {
      low: difference - reach * standardError,
      high: difference + reach * standardError,
    },
    standardError,
    quantiles: null,
    freedom: null,
    rows: 1000,
    ...other,
  } as const satisfies GatedDifference;
}

/** The same metric, resampled. */
function resampled(
  difference: number,
  standardError: number,
  other: Partial<GatedDifference> = {},
) {
  const quantiles = levelScores.map((score) => difference + score * standardError);
  const interval = {
    low: quantiles[intervalPlaces.low] ?? 0,
    high: quantiles[intervalPlaces.high] ?? 0,
  };
  return gated(difference, standardError, { quantiles, interval, ...other });
}

function assessments(...differences: readonly GatedDifference[]): readonly string[] {
  return decide(differences).map(({ assessment }) => assessment);
}

function only(difference: GatedDifference): Decision {
  const [decision] = decide([difference]);
  if (decision === undefined) throw new Error('No decision.');
  return decision;
}

describe.each([
  { name: 'a closed form', make: gated },
  { name: 'the bootstrap', make: resampled },
])('a metric judged alone, by $name', ({ make }) => {
  it('is worse where the whole interval lies beyond the tolerance', () => {
    expect(only(make(1.21, 0.1)).assessment).toBe('worse');
  });

  it('is inconclusive where the interval holds the tolerance', () => {
    expect(only(make(1.19, 0.1)).assessment).toBe('inconclusive');
    expect(only(make(0.81, 0.1)).assessment).toBe('inconclusive');
  });

  it('is not worse where the interval lies within the tolerance', () => {
    expect(only(make(0.79, 0.1)).assessment).toBe('not-worse');
    expect(only(make(-0.19, 0.1)).assessment).toBe('not-worse');
  });

  it('is better where the whole interval lies on the good side of 0', () => {
    expect(only(make(-0.21, 0.1)).assessment).toBe('better');
  });

  it('is judged the other way round where higher is better', () => {
    const higher = { direction: 'higher' } as const;
    expect(assessments(make(-1.3, 0.1, higher))).toEqual(['worse']);
    expect(assessments(make(0.3, 0.1, higher))).toEqual(['better']);
    expect(only(make(-0.5, 0.1, higher))).toMatchObject({
      assessment: 'not-worse',
      worsening: 0.5,
    });
  });

  it('is not worse where the difference is 0 without any spread, with a tolerance of 0 as well', () => {
    expect(only(make(0, 0, { tolerance: 0 })).assessment).toBe('not-worse');
    expect(only(make(0, 0, { tolerance: 0, direction: 'higher' }))).toMatchObject({
      assessment: 'not-worse',
      worsening: 0,
    });
  });

  it('is what its difference says where there is no spread', () => {
    expect(assessments(make(1.1, 0))).toEqual(['worse']);
    expect(assessments(make(1, 0))).toEqual(['not-worse']);
    expect(assessments(make(-0.1, 0))).toEqual(['better']);
  });

  it('turns from worse to better when candidate and baseline are swapped, without a tolerance', () => {
    const opposite = {
      worse: 'better',
      better: 'worse',
      'not-worse': 'not-worse',
      inconclusive: 'inconclusive',
    };
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, fc.constantFrom('higher', 'lower'), (difference, direction) => {
        const facts = { tolerance: 0, direction } as const;
        const there = only(make(difference, 0.2, facts)).assessment;
        const back = only(make(-difference, 0.2, facts)).assessment;
        expect(back).toBe(opposite[there]);
      }),
    );
  });
});

describe('an interval that ends exactly at its bound', () => {
  it.each([
    [0, 0.1],
    [0.74, 0.88],
    [1.85, 2.2],
  ])('does not lie beyond it, however its tail probability is rounded: %d to %d', (low, high) => {
    const above = gated((low + high) / 2, 0, { tolerance: low, interval: { low, high } });
    expect(assessments(above)).toEqual(['inconclusive']);
  });
});

describe('several metrics judged together', () => {
  it('need stronger evidence to be called worse or better, each by how many are judged', () => {
    // One-sided p-values of 2% alone, of 4% after correction over two.
    const doubtful = gated(1 + 0.1 * 2.0537, 0.1);
    expect(assessments(doubtful)).toEqual(['worse']);
    expect(assessments(doubtful, gated(0, 0.1))).toEqual(['inconclusive', 'not-worse']);
    const good = gated(-0.1 * 2.0537, 0.1);
    expect(assessments(good)).toEqual(['better']);
    expect(assessments(good, gated(0, 0.1))).toEqual(['not-worse', 'not-worse']);
  });

  it('step down: what is clearly worse does not weaken the evidence for the next', () => {
    const [doubtful, clear] = [gated(1 + 0.1 * 2.0537, 0.1), gated(2, 0.1)];
    expect(assessments(doubtful, clear)).toEqual(['worse', 'worse']);
  });

  it('have corrected p-values', () => {
    const [first, second] = decide([gated(1 + 0.1 * 2.0537, 0.1), gated(1, 0.1)]);
    expect(first).toMatchObject({ kind: 'judged', pWorse: expect.closeTo(0.04, 4) });
    expect(second).toMatchObject({ kind: 'judged', pWorse: expect.closeTo(0.5, 9) });
  });

  it('can be found worse however many they are, since tail probabilities have no floor', () => {
    const many = Array.from({ length: 100 }, () => resampled(0, 0.1));
    expect(assessments(resampled(3, 0.1), ...many)[0]).toBe('worse');
  });

  it('are not corrected for one that can\u2019t be judged', () => {
    const doubtful = gated(1 + 0.1 * 2.0537, 0.1);
    expect(assessments(gated(0, 0.1, { interval: null }), doubtful)).toEqual([
      'inconclusive',
      'worse',
    ]);
  });

  it('are decided in any order alike', () => {
    const one = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(0, 0.1, 1));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (facts) => {
        const all = facts.map(([difference, error]) => resampled(difference, error));
        expect(assessments(...all.toReversed())).toEqual(assessments(...all).toReversed());
      }),
    );
  });

  it('are none without any', () => {
    expect(decide([])).toEqual([]);
  });
});

describe('how many rows would decide it', () => {
  it('is what makes the interval end at the tolerance', () => {
    // The interval reaches 1.96 * 0.5 to each side, and the tolerance is 0.5 away: (1.96)^2 times the rows.
    expect(only(gated(0.5, 0.5))).toMatchObject({ assessment: 'inconclusive', rowsNeeded: 3842 });
    expect(only(gated(1.5, 0.5))).toMatchObject({ assessment: 'inconclusive', rowsNeeded: 3842 });
  });

  it('is the number at which the same difference is decided, by Holm\u2019s level where it is to be worse', () => {
    const others = [gated(0, 0.01), gated(0, 0.01), gated(0, 0.01)];
    for (const difference of [0.7, 1.1, 1.4]) {
      const [decision] = decide([gated(difference, 0.5), ...others]);
      const needed = decision?.kind === 'judged' ? (decision.rowsNeeded ?? 0) : 0;
      const at = (rows: number) => gated(difference, 0.5 * Math.sqrt(1000 / rows));
      expect(assessments(at(needed - 2), ...others)[0]).toBe('inconclusive');
      expect(assessments(at(needed + 1), ...others)[0]).not.toBe('inconclusive');
    }
  });

  it('is null where it is decided, where rows do not help, and where no number helps', () => {
    expect(only(gated(0, 0.1))).toMatchObject({ rowsNeeded: null });
    expect(only(gated(0.5, 0.5, { rows: null }))).toMatchObject({ rowsNeeded: null });
    expect(only(gated(1, 0.5))).toMatchObject({ assessment: 'inconclusive', rowsNeeded: null });
  });
});

describe('a distribution of Student\u2019s t', () => {
  it('has heavier tails, so that correction asks for more than of a normal one', () => {
    // The interval of 4 degrees of freedom is 2.776 standard errors; the tail of 0.5% lies at 4.604.
    const interval = { low: 1.1, high: 1.1 + 2 * 2.776 * 0.1 };
    const facts = { interval, rows: null } as const;
    const others = Array.from({ length: 4 }, () => gated(0, 0.1));
    const difference = 1.1 + 2.776 * 0.1;
    expect(assessments(gated(difference, 0.1, facts), ...others)[0]).toBe('worse');
    expect(assessments(gated(difference, 0.1, { ...facts, freedom: 4 }), ...others)[0]).toBe(
      'inconclusive',
    );
    expect(assessments(gated(difference, 0.1, { ...facts, freedom: 4 }))[0]).toBe('worse');
  });
});

describe('what can\u2019t be judged is inconclusive, with its reason', () => {
  const contradicts = 'What is recorded of the difference of mae contradicts itself.';
  const good = resampled(-5, 0.1);

  it.each<{ name: string; facts: Partial<GatedDifference>; reason: string }>([
    {
      name: 'no difference',
      facts: { difference: null },
      reason: 'mae has no value for the candidate or for the baseline.',
    },
    {
      name: 'a difference of NaN',
      facts: { difference: Number.NaN },
      reason: 'mae has no value for the candidate or for the baseline.',
    },
    {
      name: 'no interval',
      facts: { interval: null },
      reason: 'The difference of mae has no interval.',
    },
    {
      name: 'an infinite interval',
      facts: { interval: { low: -Infinity, high: -4 } },
      reason: 'The difference of mae has no interval.',
    },
    {
      name: 'an interval upside down',
      facts: { interval: { low: -4, high: -6 } },
      reason: 'The difference of mae has no interval.',
    },
    {
      name: 'a tolerance of NaN',
      facts: { tolerance: Number.NaN },
      reason: 'The tolerance of mae is not a number of 0 or more.',
    },
    {
      name: 'a negative tolerance',
      facts: { tolerance: -1 },
      reason: 'The tolerance of mae is not a number of 0 or more.',
    },
    {
      name: 'quantiles without a standard error',
      facts: { standardError: null },
      reason: contradicts,
    },
    { name: 'a negative standard error', facts: { standardError: -1 }, reason: contradicts },
    { name: 'too few quantiles', facts: { quantiles: [-6, -5, -4] }, reason: contradicts },
    {
      name: 'quantiles that fall',
      facts: { quantiles: good.quantiles?.toReversed() ?? null },
      reason: contradicts,
    },
    {
      name: 'quantiles of NaN',
      facts: { quantiles: levelScores.map(() => Number.NaN) },
      reason: contradicts,
    },
    {
      name: 'quantiles of another upper end',
      facts: { interval: { low: good.interval?.low ?? 0, high: -4 } },
      reason: contradicts,
    },
    {
      name: 'quantiles of another lower end',
      facts: { interval: { low: -6, high: good.interval?.high ?? 0 } },
      reason: contradicts,
    },
    { name: 'no degrees of freedom', facts: { quantiles: null, freedom: 0 }, reason: contradicts },
  ])('$name', ({ facts, reason }) => {
    expect(only(good).assessment).toBe('better');
    expect(only({ ...good, ...facts })).toEqual({
      kind: 'not-judged',
      metric: 'mae',
      assessment: 'inconclusive',
      reason,
    });
  });
});
