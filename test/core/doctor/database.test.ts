import { describe, expect, it } from 'vitest';
import { type DatabaseFacts, examineDatabase } from '../../../core/doctor/database.ts';

const place = 'The folder /data';
const quiet = { waiting: 0, running: 0, dead: 0, oldestDueMs: 0 };

function outcomes(facts: DatabaseFacts) {
  return examineDatabase(facts).map(({ outcome }) => outcome);
}

describe('the database', () => {
  it.each([
    [{ kind: 'open', place, latencyMs: 3, backlog: quiet }, ['pass', 'pass']],
    [{ kind: 'open', place, latencyMs: null, backlog: quiet }, ['pass', 'pass']],
    [{ kind: 'open', place, latencyMs: 900, backlog: quiet }, ['warn', 'pass']],
    [{ kind: 'held', place, why: 'It is so.' }, ['pass']],
    [{ kind: 'new', place }, ['pass']],
    [{ kind: 'older', place, pending: ['0002'] }, ['warn']],
    [{ kind: 'newer', place, unknown: ['0009'] }, ['fail']],
    [{ kind: 'unusable', place, reason: 'no such host' }, ['fail']],
  ] as const)('%j: %j', (facts, expected) => {
    expect(outcomes(facts)).toEqual(expected);
  });
});

describe('the inbox', () => {
  it('warns of jobs that were given up, and of one that finds no worker', () => {
    const [, dead] = examineDatabase({
      kind: 'open',
      place,
      latencyMs: 3,
      backlog: { ...quiet, waiting: 1, dead: 2 },
    });
    expect(dead).toMatchObject({
      outcome: 'warn',
      found: '1 job waiting, 0 running, 2 given up.',
    });
    expect(dead?.advice).toContain('assay inbox replay');
    const [, stuck] = examineDatabase({
      kind: 'open',
      place,
      latencyMs: 3,
      backlog: { ...quiet, waiting: 9, oldestDueMs: 3_600_000 * 3 },
    });
    expect(stuck?.found).toBe('9 jobs waiting, 0 running, 0 given up. One has been due for 3 h.');
  });
});
