import { array, assert, boolean, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLook, type Health, healthSettings } from '../../../core/deployment/health.ts';

const good = { good: true, seen: 'it answered 200', said: null };
const bad = { good: false, seen: 'it answered 503', said: null };
const settings = { withinMs: 60_000, everyMs: 10_000, times: 3 };

describe('the settings of a health check', () => {
  it('have defaults, and read spans of time', () => {
    expect(healthSettings({})).toEqual({ withinMs: 600_000, everyMs: 10_000, times: 1 });
    const given = healthSettings({ within: '2h', every: '30s', times: 5 });
    expect(given).toEqual({ withinMs: 7_200_000, everyMs: 30_000, times: 5 });
    expect(healthSettings({ within: '9999d' }).withinMs).toBe(863_913_600_000);
  });

  it.each(['', '10', 'm', '-1m', '10y', 'NaNm'])('are none with the span "%s"', (within) => {
    expect(() => healthSettings({ within })).toThrow('is no span of time');
  });
});

describe('after a look', () => {
  it('a version is healthy when enough in a row were good', () => {
    expect(afterLook(settings, 2, good, 0)).toEqual({
      kind: 'healthy',
      reason: 'it answered 200, 3 times in a row',
    });
    expect(afterLook({ ...settings, times: 1 }, 0, good, 0)).toEqual({
      kind: 'healthy',
      reason: 'it answered 200',
    });
  });

  it('a bad one begins the row anew', () => {
    expect(afterLook(settings, 2, bad, 0)).toEqual({ kind: 'open', goodInARow: 0 });
    expect(afterLook(settings, 1, good, 0)).toEqual({ kind: 'open', goodInARow: 2 });
  });

  it('a version is unhealthy when the next look would come too late, with what was seen last', () => {
    expect(afterLook(settings, 0, bad, 50_001)).toEqual({
      kind: 'unhealthy',
      reason: ' within 60 s: it answered 503, at the last look',
    });
    expect(afterLook(settings, 1, good, 55_000)).toEqual({
      kind: 'unhealthy',
      reason: ' within 60 s: it answered 200, only 2 of 3 times in a row',
    });
    expect(afterLook(settings, 0, { ...bad, said: 'No model.' }, 55_000)).toEqual({
      kind: 'unhealthy',
      reason: ': No model. (within 60 s: it answered 503, at the last look)',
    });
  });

  it('ends in time, and is healthy only after as many good looks in a row as were asked for', () => {
    assert(
      property(
        array(boolean(), { minLength: 20, maxLength: 20 }),
        integer({ min: 1, max: 5 }),
        integer({ min: 1, max: 30 }),
        (looks, times, within) => {
          const some = { withinMs: within * 1_000, everyMs: 2_000, times };
          let health: Health = { kind: 'open', goodInARow: 0 };
          let count = 0;
          while (health.kind === 'open') {
            const look = looks[count] === true ? good : bad;
            health = afterLook(some, health.goodInARow, look, count * some.everyMs);
            count += 1;
          }
          const last = looks.slice(Math.max(0, count - times), count);
          const isHealthy = last.length === times && last.every(Boolean);
          expect(health.kind === 'healthy').toBe(isHealthy);
          expect((count - 1) * some.everyMs).toBeLessThanOrEqual(some.withinMs);
        },
      ),
    );
  });
});
