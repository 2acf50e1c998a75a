import { describe, expect, it } from 'vitest';
import { driftedStretch, stretchOf } from '../../../core/drift/drifted-stretch.ts';
import type { WindowProfile } from '../../../core/profile/profile.ts';
import type { FeatureDrift } from '../../../schemas/types.ts';

const day = 86_400_000;

function windowsFrom(start: string, count: number): readonly WindowProfile[] {
  return Array.from({ length: count }, (_, index) => ({
    start: Date.parse(start) + index * day,
    end: Date.parse(start) + (index + 1) * day,
    rows: 0,
    columns: new Map(),
  }));
}

function since(start: string | null, outcome: FeatureDrift['outcome'] = 'drift'): FeatureDrift {
  return { outcome, since: start } as FeatureDrift;
}

describe('the stretch of the data that drifted', () => {
  const windows = windowsFrom('2011-05-01T00:00:00Z', 10);

  it.each([
    ['2011-05-11T07:00', '2011-05-04T00:00'],
    ['2011-05-11T07:00:00Z', '2011-05-04T00:00:00Z'],
    ['2011-05-11', '2011-05-04'],
    ['2011-05', '2011-05'],
    ['1305097200', '1304467200'],
    ['1305097200000', '1304467200000'],
  ])(
    'reaches from the first drift that lasts to the newest row, %s, written alike',
    (end, start) => {
      const features = [since('2011-05-06T00:00:00Z'), since('2011-05-04T00:00:00Z')];
      expect(stretchOf({ windows, span: { start: '', end } }, features)).toEqual({ start, end });
    },
  );

  it('begins with the newest window where nothing lasts', () => {
    const features = [since('2011-05-02T00:00:00Z', 'stable'), since(null)];
    expect(stretchOf({ windows, span: { start: '', end: '2011-05-11' } }, features)).toEqual({
      start: '2011-05-10',
      end: '2011-05-11',
    });
  });

  it('is not there without windows: then a record says it by its window', () => {
    const span = { start: '2011-05-01', end: '2011-05-11' };
    expect(stretchOf({ windows: [], span }, [since('2011-05-02T00:00:00Z')])).toBeNull();
    expect(driftedStretch({ window: span })).toEqual(span);
    expect(driftedStretch({ window: span, drifted: { start: 'a', end: 'b' } })).toEqual({
      start: 'a',
      end: 'b',
    });
  });
});
