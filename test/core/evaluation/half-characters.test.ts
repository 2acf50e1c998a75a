import { expect, it } from 'vitest';
import { measureSlices } from '../../../core/evaluation/slices.ts';
import { charts } from '../../../core/metrics/charts.ts';
import { canonicalJson } from '../../../core/record/digest.ts';
import { read } from '../predictions/fixture.ts';

it('takes a class and a slice of half a character, which JSON can spell, into a record', () => {
  const y = ['caf\udce9', 'bar', 'caf\udce9'];
  const predictions = read('multiclass', { y, y_hat: y, place: y }, { slices: ['place'] });
  const [slice] = measureSlices(['accuracy'], predictions, { resamples: 50, seed: 'test' });
  expect(slice?.slice).toEqual([{ column: 'place', value: 'caf\ufffd' }]);
  const [confusion] = charts(predictions);
  expect(confusion).toMatchObject({ classes: ['bar', 'caf\ufffd'] });
  expect(() => canonicalJson({ slice, confusion })).not.toThrow();
});
