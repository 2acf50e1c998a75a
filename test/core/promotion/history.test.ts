import { describe, expect, it } from 'vitest';
import {
  challengerStay,
  championStay,
  healthyForMs,
  lastHealthyBefore,
  staysOf,
} from '../../../core/promotion/history.ts';

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00Z`;

const promoted = (version: string, on: number, more: object = {}) => ({
  version,
  createdAt: day(on),
  pullRequest: on,
  deployment: on,
  ...more,
});

const reported = (deployment: number, on: number, health: 'healthy' | 'unhealthy') => ({
  deployment,
  createdAt: day(on),
  status: on,
  health,
});

describe('the history of an environment', () => {
  it('goes back to the last other champion that was healthy when it left', () => {
    const stays = staysOf(
      [promoted('1.0.0', 1), promoted('1.1.0', 5), promoted('1.2.0', 9), promoted('1.3.0', 12)],
      [
        reported(1, 2, 'healthy'),
        reported(5, 6, 'healthy'),
        reported(9, 10, 'healthy'),
        reported(9, 11, 'unhealthy'),
        reported(12, 13, 'unhealthy'),
      ],
    );
    expect(championStay(stays)).toMatchObject({ version: '1.3.0', health: 'unhealthy' });
    expect(lastHealthyBefore(stays)?.version).toBe('1.1.0');
  });

  it.each([
    ['1.0.0 1.1.0 1.0.0', null],
    ['1.0.0 1.1.0 1.2.0 1.0.0', null],
    ['1.0.0 1.1.0 1.2.0 1.1.0', '1.0.0'],
    ['1.0.0 1.1.0 1.0.0 1.2.0', '1.0.0'],
    ['1.0.0 1.1.0 1.2.0', '1.1.0'],
  ])('goes back behind what was rolled back: after %s, all healthy, to %s', (history, target) => {
    const versions = history.split(' ');
    const stays = staysOf(
      versions.map((version, index) => promoted(version, 2 * index + 1)),
      versions.map((_, index) => reported(2 * index + 1, 2 * index + 2, 'healthy')),
    );
    expect(lastHealthyBefore(stays)?.version ?? null).toBe(target);
  });

  it('goes back to no version that was unhealthy there at last', () => {
    const stays = staysOf(
      ['1.0.0', '1.1.0', '1.0.0', '1.2.0'].map((version, index) =>
        promoted(version, 2 * index + 1),
      ),
      [reported(1, 2, 'healthy'), reported(5, 6, 'unhealthy')],
    );
    expect(lastHealthyBefore(stays)).toBeNull();
  });

  it('knows no version to go back to where nobody has reported', () => {
    const stays = staysOf([promoted('1.0.0', 1), promoted('1.1.0', 5)], []);
    expect(championStay(stays)?.health).toBe('unknown');
    expect(lastHealthyBefore(stays)).toBeNull();
  });

  it('counts the time that a version was healthy from the last break', () => {
    const stays = staysOf(
      [promoted('1.0.0', 1)],
      [reported(1, 2, 'healthy'), reported(1, 4, 'unhealthy'), reported(1, 5, 'healthy')],
    );
    expect(healthyForMs(stays, '1.0.0', new Date(day(8)))).toBe(3 * 24 * 3_600_000);
    expect(healthyForMs(stays, '2.0.0', new Date(day(8)))).toBe(0);
  });

  it('lets a challenger stay beside the champion, until its share is 0 or the champion changes', () => {
    const challenger = promoted('1.1.0', 3, { role: 'challenger', share: 10 });
    const beside = staysOf([promoted('1.0.0', 1), challenger], []);
    expect(championStay(beside)?.version).toBe('1.0.0');
    expect(challengerStay(beside)).toMatchObject({ version: '1.1.0', share: 10 });
    const out = promoted('1.1.0', 4, { role: 'challenger', share: 0 });
    expect(challengerStay(staysOf([promoted('1.0.0', 1), challenger, out], []))).toBeNull();
    expect(challengerStay(staysOf([challenger, promoted('1.2.0', 4)], []))).toBeNull();
  });

  it('takes no report from after a stay has ended', () => {
    const stays = staysOf(
      [promoted('1.0.0', 1), promoted('1.1.0', 5)],
      [reported(1, 2, 'healthy'), reported(1, 6, 'unhealthy')],
    );
    expect(stays[0]?.health).toBe('healthy');
  });
});
