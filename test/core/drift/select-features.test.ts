import { expect, it } from 'vitest';
import { selectFeatures } from '../../../core/drift/select-features.ts';

it('refuses more columns than a record holds, and says what to do', () => {
  const names = Array.from({ length: 10_001 }, (_, index) => `c${index}`);
  const columns = new Map(names.map((name) => [name, 1]));
  const none = { apart: [], also: [], uncompared: [] };
  expect(() => selectFeatures(columns, 'auto', none)).toThrow(
    expect.objectContaining({
      code: 'too-many-columns',
      message: expect.stringMatching(/^The reference has 10,001 .* name those that matter/),
    }),
  );
  expect(selectFeatures(columns, 'auto', { ...none, apart: ['c0'] })).toHaveLength(10_000);
});
