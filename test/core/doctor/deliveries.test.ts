import { describe, expect, it } from 'vitest';
import { type DeliveryAttempt, examineDeliveries } from '../../../core/doctor/deliveries.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const minute = 60_000;

/** Attempts, the newest first, a minute apart; each is `guid:status`. */
function findingOf(...attempts: readonly string[]) {
  const value = attempts.map((text, index): DeliveryAttempt => {
    const [guid = '', status] = text.split(':');
    return { guid, at: now - (index + 5) * minute, statusCode: Number(status) };
  });
  return examineDeliveries({ kind: 'answered', value }, now);
}

describe('recent deliveries', () => {
  it('pass when each was taken', () => {
    expect(findingOf('b:202', 'a:202')).toMatchObject({
      outcome: 'pass',
      found: 'The last 2 were taken, the newest 5 min ago.',
    });
  });

  it('pass when what failed was taken when it was sent again', () => {
    expect(findingOf('a:202', 'b:202', 'a:503').outcome).toBe('pass');
  });

  it('warn when some were lost, and say how many, by which answers', () => {
    const finding = findingOf('d:202', 'c:503', 'b:0', 'a:503');
    expect(finding).toMatchObject({
      outcome: 'warn',
      found:
        '3 of the last 4 were not taken (503: 2, no answer: 1), the last one that was, 5 min ago.',
    });
    expect(finding.advice).toContain('could not store');
  });

  it('fail when the newest was lost, and tell a wrong secret by its 401', () => {
    const finding = findingOf('b:401', 'a:202');
    expect(finding.outcome).toBe('fail');
    expect(finding.advice).toContain('ASSAY_WEBHOOK_SECRET');
  });

  it('fail when none was taken', () => {
    const finding = findingOf('b:500', 'a:500');
    expect(finding.found).toBe('2 of the last 2 were not taken (500: 2), and none was.');
    expect(finding.advice).toContain('log');
  });

  it('warn when there are none', () => {
    expect(findingOf()).toMatchObject({ outcome: 'warn' });
  });
});
