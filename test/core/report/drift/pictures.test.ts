import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../../../core/profile/profile.ts';
import { binEdges, quantilesOf, shares } from '../../../../core/report/drift/bins.ts';
import { pagePictures } from '../../../../core/report/drift/page-pictures.ts';
import { recordedPicture, recordPicture } from '../../../../core/report/drift/record-picture.ts';
import { ticks, tickText } from '../../../../core/report/drift/scale.ts';
import { timeText, windowNames } from '../../../../core/report/drift/time-text.ts';
import { feature } from '../drift.ts';
import { categorical, distribution, numeric, seeded, world } from './world.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** The values as a grid holds them: the lower edge of each value's bin, by the top 20 bits of its distance. */
function onGrid(values: readonly number[], pivot: number): Distribution {
  const words = new Uint32Array(2);
  const double = new Float64Array(words.buffer);
  const lower = values.map((value) => {
    double[0] = value - pivot;
    const top = (words[1] ?? 0) & 0xfffff000;
    // Below the pivot the far edge of the bin is the lower one.
    words[1] = top < 0 ? top + 0x1000 : top;
    words[0] = 0;
    return pivot + (double[0] ?? 0);
  });
  return { ...distribution(lower), grid: { pivot } };
}

describe('bins of a distribution', () => {
  it('lie around whole numbers where the values are whole', () => {
    const dice = distribution([1, 1, 2, 3, 4, 5, 6, 6]);
    const edges = binEdges([dice], 20) ?? [];
    expect(edges).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]);
    expect(shares(dice, edges)).toEqual([0.25, 0.125, 0.125, 0.125, 0.125, 0.25]);
  });

  it('keep a thin tail in the last bin, so that it does not flatten the rest', () => {
    const random = seeded(1);
    const values = [...Array.from({ length: 2_000 }, () => random() * 10), 1e9];
    const edges = binEdges([distribution(values)], 30) ?? [];
    expect(edges.at(-1)).toBeLessThan(20);
    expect(sum(shares(distribution(values), edges))).toBeCloseTo(1, 9);
  });

  it('show a grid as they show the values that it counts', () => {
    const random = seeded(2);
    const values = Array.from({ length: 20_000 }, () => 40 * (random() + random() + random()) - 30);
    const exact = distribution(values);
    const edges = binEdges([exact], 40) ?? [];
    const [before, now] = [shares(exact, edges), shares(onGrid(values, 31.4), edges)];
    const apart = Math.max(...before.map((share, index) => Math.abs(share - (now[index] ?? 0))));
    expect(apart).toBeLessThan(0.003);
  });

  it('find whole numbers on a grid again', () => {
    const values = Array.from({ length: 300 }, (_, index) => index % 24);
    const grid = onGrid(values, 12);
    const edges = binEdges([grid], 40) ?? [];
    expect(edges).toHaveLength(25);
    expect(shares(grid, edges)).toEqual(shares(distribution(values), edges));
  });

  it('hold every value once, whatever the values are', () => {
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, values, fc.integer({ min: 1, max: 60 }), (first, second, most) => {
        const sides = [distribution(first), distribution(second)];
        const edges = binEdges(sides, most);
        if (edges === null) return;
        expect(edges.length - 1).toBeLessThanOrEqual(most);
        expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0))).toBe(
          true,
        );
        for (const side of sides) expect(sum(shares(side, edges))).toBeCloseTo(1, 6);
      }),
    );
  });

  it('have the quantiles of the values', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantilesOf(distribution(values))).toEqual([5, 25, 50, 75, 95]);
    expect(quantilesOf(distribution([7, 7, 7]))).toEqual([7, 7, 7, 7, 7]);
  });

  it('are not drawn where there is no value', () => {
    expect(binEdges([distribution([]), distribution([])], 20)).toBeNull();
    expect(quantilesOf(distribution([]))).toBeNull();
  });
});

describe('pictures of a page', () => {
  it('set the newest window against the reference, with the quantiles of each window', () => {
    const { reference, current } = world();
    const [temp, weather] = pagePictures(
      reference,
      current,
      ['temp', 'weather', 'not there'].map((name) => feature({ feature: name })),
    );
    expect(temp).toMatchObject({ kind: 'bins', unit: 'value' });
    const windows = temp?.kind === 'bins' ? (temp.windows ?? []) : [];
    expect(windows).toHaveLength(14);
    const [first, last] = [windows[0]?.quantiles?.[2] ?? 0, windows.at(-1)?.quantiles?.[2] ?? 0];
    expect(last - first).toBeGreaterThan(4);
    expect(weather).toMatchObject({
      kind: 'levels',
      labels: ['clear', 'rain', 'mist', 'freezing fog', 'snow'],
    });
  });

  it('have a level that the reference lacks, and what is not listed in one', () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`level ${index}`, 10]),
    );
    const side = { rows: 400, columns: new Map([['city', categorical(many)]]) };
    const now = { rows: 500, columns: new Map([['city', categorical({ ...many, new: 100 })]]) };
    const profiled = {
      whole: now,
      windows: [],
      types: new Map(),
      span: null,
      withoutWindow: 0,
      times: null,
    };
    const [picture] = pagePictures(side, profiled, [feature({ feature: 'city' })]);
    expect(picture).toMatchObject({ kind: 'levels', others: { levels: 21 } });
    expect(picture?.kind === 'levels' ? picture.labels[0] : '').toBe('new');
  });
});

describe('the picture that a record holds', () => {
  it('is read again as the bins that it was made of', () => {
    const random = seeded(4);
    const values = (shift: number) =>
      numeric(Array.from({ length: 900 }, () => shift + random() * 9));
    const picture = recordPicture(values(0), values(3));
    expect(picture?.labels.length).toBeLessThanOrEqual(24);
    if (picture === null) throw new Error('There is no picture.');
    const read = recordedPicture(feature({ picture }));
    expect(read).toMatchObject({
      kind: 'bins',
      reference: picture.reference,
      current: picture.current,
    });
    expect(read?.kind === 'bins' ? read.edges.slice(0, -1).map(String) : []).toEqual(
      picture?.labels,
    );
  });

  it('is one of levels where its labels are no numbers that ascend', () => {
    const picture = { labels: ['0 to 1', '1 to 2'], reference: [1, 0], current: [0, 1] };
    expect(recordedPicture(feature({ picture }))?.kind).toBe('levels');
  });
});

function shown(low: number, high: number): readonly string[] {
  const marks = ticks(low, high, 4);
  return marks.map(tickText(marks));
}

describe('marks of an axis', () => {
  it('are round numbers with the digits that they need', () => {
    expect(shown(0, 1)).toEqual(['0.00', '0.25', '0.50', '0.75', '1.00']);
    expect(shown(-130, 620)).toEqual(['0', '200', '400', '600']);
    expect(shown(0, 48_000)).toEqual(['0', '20K', '40K']);
  });

  it('are few and within the axis, whatever its ends are', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (low, high) => {
        const marks = ticks(low, high, 4);
        expect(marks.length).toBeLessThanOrEqual(21);
        const slack = Math.abs(high - low) * 1e-6;
        expect(marks.every((mark) => mark >= low - slack && mark <= high + slack)).toBe(true);
      }),
    );
  });
});

describe('times', () => {
  it('are days where they are midnights', () => {
    expect(timeText('2026-07-09T00:00:00.000Z')).toBe('2026-07-09');
    expect(timeText('2026-07-09T06:30:00Z')).toBe('2026-07-09 06:30 UTC');
    expect(timeText('week 3')).toBe('week 3');
  });

  it('lose on an axis what all of them share', () => {
    expect(windowNames(['2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z'])).toEqual([
      '07-01',
      '07-02',
    ]);
    expect(windowNames(['2026-07-01T00:00:00Z', '2026-07-01T06:00:00Z'])).toEqual([
      '00:00',
      '06:00',
    ]);
    expect(windowNames(['100', '200'])).toEqual(['100', '200']);
  });
});
