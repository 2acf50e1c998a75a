import { existsSync, readFileSync } from 'node:fs';
import { anything, array, assert, constantFrom, nat, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monitors, readReports } from '../../../core/monitors/index.ts';
import { boundedPayload } from '../../../core/monitors/payload.ts';
import { driftRecordOf } from '../../../core/monitors/record.ts';
import { beside, golden } from './read.ts';

const recording = {
  adapter: 'evidently',
  reportedBy: 'a service',
  repository: 'acme/models',
  commit: '1'.repeat(40),
  producer: { action: 'app' as const, version: '0.1.0' } as const,
  now: new Date('2026-12-01T00:00:00Z'),
};

/** Reads, and puts on record what was read: neither may throw. */
function recorded(id: string, payload: unknown): readonly boolean[] {
  const bounded = boundedPayload(payload);
  if (!bounded.ok) return [];
  const reports = readReports(id, bounded.value, beside);
  if (!reports.ok) {
    expect(reports.reason).toMatch(/[.?]$/);
    return [];
  }
  expect(reports.value).not.toEqual([]);
  return reports.value.map((report) => driftRecordOf(report, { ...recording, adapter: id }).ok);
}

const genuine: Readonly<Record<string, unknown>> = {
  alertmanager: golden('alertmanager-partly'),
  assay: { schema: 'urn:assay:schema:drift:1.0', id: 'x', window: null, features: [] },
  evidently: { ...(golden('evidently-old-p-values') as object), metadata: { model: 'bikes' } },
  grafana: golden('alertmanager-firing'),
  nannyml: golden('nannyml-univariate'),
  sagemaker: { violations: [{ feature_name: 'a', constraint_check_type: 'b', description: 'c' }] },
  vertex: { featureAnomalies: [{ featureDisplayName: 'a', deviation: 1, threshold: 0.5 }] },
};

/** The same with one value of it replaced. */
function mutated(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const entries = Object.entries(value);
  const at = step % Math.max(1, entries.length);
  const changed = entries.map(([key, inner], index) => [
    key,
    index === at ? mutated(inner, rest, by) : inner,
  ]);
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

describe.each(monitors)('the adapter $id', ({ id, title }) => {
  it('has an id of its own, a test and a section in the documentation', () => {
    expect(monitors.filter((one) => one.id === id)).toHaveLength(1);
    expect(id).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
    expect(existsSync(new URL(`./${id}.test.ts`, import.meta.url))).toBe(true);
    const page = readFileSync(new URL('../../../docs/monitors.md', import.meta.url), 'utf8');
    expect(page).toContain(`\n## ${title}\n`);
    expect(page).toContain(`/${id}`);
  });

  it('never throws, whatever it is given', () => {
    assert(
      property(anything({ maxDepth: 4 }), (payload) => {
        recorded(id, payload);
      }),
      { numRuns: 100 },
    );
  });

  it('never throws on its own payload with something else in one place', () => {
    const other = oneof(
      anything({ maxDepth: 2 }),
      constantFrom<unknown>(1e308, -1, '\ud800', 'x'.repeat(5_000), '2026-07-26', null, [], {}),
    );
    const path = array(nat(30), { maxLength: 6 });
    assert(
      property(path, other, (place, by) => {
        recorded(id, mutated(genuine[id], place, by));
      }),
      { numRuns: 150 },
    );
  });
});

it('reads what is changed above, where that is left as it is', () => {
  for (const id of Object.keys(genuine)) {
    expect(recorded(id, genuine[id])).toEqual(id === 'assay' ? [] : [true]);
  }
});

describe('a record of a report', () => {
  it('that claims to come from the future is not made', () => {
    const payload = golden('evidently-new-stable');
    const reports = readReports('evidently', payload, { ...beside, at: '2027-01-01T00:00:00Z' });
    const [report] = reports.ok ? reports.value : [];
    if (report === undefined) throw new TypeError('No report.');
    expect(driftRecordOf(report, recording)).toMatchObject({ ok: false });
    expect(driftRecordOf(report, { ...recording, now: new Date('2027-01-02') }).ok).toBe(true);
  });
});
