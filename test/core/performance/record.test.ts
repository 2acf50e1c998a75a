import { describe, expect, it } from 'vitest';
import { domainClassifier } from '../../../core/drift/multivariate/index.ts';
import { examinePerformance, examineSlices } from '../../../core/performance/index.ts';
import { strictValidator } from '../../../core/record/validators.ts';
import { seal } from '../../../core/record/seal.ts';
import type { RowSample } from '../../../core/profile/rows.ts';
import { factsOf, modelOf, normals, read, regressionDays, windowsOf } from './fixture.ts';

const emoji = '\u{1F6B2}'.repeat(300);

function sample(seed: number): RowSample {
  return {
    rows: 600,
    columns: new Map([[emoji, Float64Array.from({ length: 600 }, normals(seed))]]),
  };
}

describe('what is found of performance, slices and all features together', () => {
  it('is a valid part of a drift record, whatever the columns are called', () => {
    const config = modelOf('regression', ['mae', 'r2'], {
      slices: [emoji],
      performance: { mae: { limit: 1, max_regression: '5%' }, median_error: { limit: 3 } },
    });
    const columns = {
      ...regressionDays(3, 8, 500, (at) => at / 4),
      [emoji]: Array.from({ length: 4000 }, (_, row) => (row % 2 === 0 ? emoji : null)),
    };
    const facts = factsOf(config, read(config, columns), { windows: windowsOf(8) });
    const record = seal('drift', {
      createdAt: '2026-11-26T05:00:00Z',
      producer: { action: 'monitor', version: '0.1.0' },
      repository: 'octo-org/bike-demand',
      commit: 'a'.repeat(40),
      model: 'bike-demand',
      outcome: 'drift',
      reference: null,
      current: null,
      window: null,
      features: [],
      durationSeconds: 1,
      performance: examinePerformance(facts).performance,
      slices: examineSlices(facts).slices,
      multivariate: domainClassifier(sample(1), sample(2), {
        threshold: 0.65,
        seed: 'x',
        window: null,
      }),
    });
    expect(record.performance?.map(({ metric }) => metric)).toEqual(['mae', 'r2', 'median_error']);
    expect(record.slices?.length).toBe(2);
    const validate = strictValidator('drift');
    validate(record);
    expect(validate.errors).toBeNull();
  });
});
