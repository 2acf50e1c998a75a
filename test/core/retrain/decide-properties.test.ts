import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRetraining, type RetrainFacts } from '../../../core/retrain/decide.ts';
import { retrainPolicy } from '../../../core/retrain/policy.ts';
import type { DriftRecord } from '../../../schemas/types.ts';
import { day, pull, report, seen } from './reports.ts';

const outcome = fc.constantFrom('drift', 'stable', 'insufficient-data', 'warning' as const);
const reports = fc
  .array(fc.record({ outcome, size: fc.integer({ min: 1, max: 40 }) }), { maxLength: 8 })
  .map((all) => all.map(({ outcome: found, size }, index) => reported(index + 1, found, size)));
const pulls = fc
  .array(
    fc.record({
      opened: fc.integer({ min: 1, max: 20 }),
      lasted: fc.integer({ min: 0, max: 10 }),
      merged: fc.boolean(),
      closedByUs: fc.boolean(),
      size: fc.option(fc.integer({ min: 1, max: 40 })),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ opened, lasted, size, ...rest }) =>
      pull(opened, opened + lasted, {
        ...rest,
        drift: size === null ? null : reported(opened, 'drift', size),
      }),
    ),
  );
const policy = fc
  .record({
    consecutive: fc.integer({ min: 1, max: 3 }),
    cooldown: fc.constantFrom('1h', '2d', '7d'),
    monthly: fc.integer({ min: 1, max: 5 }),
    worse_by: fc.constantFrom('0%', '25%', 0.5),
  })
  .map(retrainPolicy);
const facts: fc.Arbitrary<RetrainFacts> = fc.record({
  policy,
  reports,
  pulls,
  paused: fc.boolean(),
  asked: fc.constant(null),
  now: fc.integer({ min: 1, max: 60 }).map((number) => new Date(`${day(number)}T12:00:00Z`)),
});

function reported(of: number, found: DriftRecord['outcome'], size: number): DriftRecord {
  const isDrift = found === 'drift' || found === 'warning';
  const features = isDrift
    ? [seen('temp', found, size), seen('hum', found, 1)]
    : [seen('temp', found === 'stable' ? 'stable' : 'insufficient-data')];
  return report(of, found, { features });
}

function worse({ features, ...record }: DriftRecord, factor: number): DriftRecord {
  return {
    ...record,
    features: features.map((one) => ({ ...one, size: (one.size ?? 0) * factor })),
  };
}

describe('every decision on a retraining', () => {
  it('is the same in whatever order reports and pull requests are told of, and however often', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const turned = {
          ...given,
          reports: [...given.reports, ...given.reports].toReversed(),
          pulls: given.pulls.toReversed(),
        };
        expect(decideRetraining(turned).kind).toBe(decideRetraining(given).kind);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('never opens a second time at once: while one is open, and when it was closed just now', () => {
    fc.assert(
      fc.property(facts, fc.boolean(), (given, merged) => {
        if (decideRetraining(given).kind !== 'propose') return;
        const now = given.now;
        const opened = { ...pull(1, null), openedAt: now };
        const closed = { ...opened, closedAt: now, merged };
        const after = { ...given, pulls: [...given.pulls, closed] };
        expect(decideRetraining(after)).toMatchObject({ kind: 'wait' });
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('stays to open when the drift is worse by any factor', () => {
    fc.assert(
      fc.property(facts, fc.double({ min: 1, max: 20, noNaN: true }), (given, factor) => {
        if (decideRetraining(given).kind !== 'propose') return;
        const grown = { ...given, reports: given.reports.map((one) => worse(one, factor)) };
        expect(decideRetraining(grown).kind).toBe('propose');
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('opens nothing while it is paused, and closes nothing that drifts', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const paused = decideRetraining({ ...given, paused: true }).kind;
        expect(paused).not.toBe('propose');
        const open = pull(1, null, { drift: reported(1, 'drift', 4) });
        const decision = decideRetraining({ ...given, pulls: [open] });
        const newest = given.reports.at(-1)?.outcome;
        if (newest === 'drift' || newest === 'warning') expect(decision.kind).not.toBe('close');
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
