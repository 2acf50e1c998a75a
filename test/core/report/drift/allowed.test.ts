import { describe, expect, it } from 'vitest';
import { allowedOf } from '../../../../core/report/drift/allowed.ts';
import { renderDriftSummary } from '../../../../core/report/drift-summary.ts';
import type { PerformanceDrift } from '../../../../schemas/types.ts';
import { drift } from '../drift.ts';

const mae: PerformanceDrift = {
  metric: 'mae',
  estimated: false,
  value: 50,
  interval: null,
  rows: 400,
  reference: 28,
  limit: 60,
  maxRegression: 7,
  outcome: 'drift',
  reason: '',
};

describe('what is allowed of a metric', () => {
  it('is the limit or what the reference leaves, whichever is met first', () => {
    expect(allowedOf(mae)).toEqual({ value: 35, by: 'reference', isUpper: true });
    expect(allowedOf({ ...mae, limit: 30 })).toEqual({ value: 30, by: 'limit', isUpper: true });
    const r2 = { ...mae, metric: 'r2', reference: 0.9, limit: 0.5, maxRegression: 0.1 };
    expect(allowedOf(r2)).toEqual({ value: 0.8, by: 'reference', isUpper: false });
    expect(allowedOf({ ...r2, limit: 0.85 })).toMatchObject({ value: 0.85, by: 'limit' });
    expect(allowedOf({ ...mae, reference: null })).toMatchObject({ value: 60, by: 'limit' });
    expect(allowedOf({ ...mae, limit: null, reference: null })).toBeNull();
    expect(allowedOf({ ...mae, metric: 'of a user' })).toBeNull();
  });

  it('is what the sentence names, and not a limit that is kept', () => {
    const text = renderDriftSummary(drift({ performance: [mae] }));
    expect(text).toContain('- `mae` is 50; 35 is allowed, it was 28 on the reference.');
    expect(text).not.toContain('its limit is');
  });
});
