import { describe, expect, it } from 'vitest';
import { productionColumns } from '../../../core/performance/columns.ts';
import { columnRoles } from '../../../core/performance/roles.ts';
import { modelOf } from './fixture.ts';

describe('the columns of production', () => {
  it('are those of the evaluation, as far as the data hold them', () => {
    const config = modelOf('binary', ['accuracy'], {}, { group: 'patient', weight: 'w' });
    expect(productionColumns(config, ['y_hat', 'score', 'time', 'patient'])).toMatchObject({
      label: null,
      prediction: 'y_hat',
      score: 'score',
      time: 'time',
      group: 'patient',
      weight: null,
      notes: [],
    });
  });

  it('are those that monitor names, before all others', () => {
    const config = modelOf('binary', ['accuracy'], {
      label: 'truth',
      prediction: 'answer',
      score: 'p',
    });
    const found = productionColumns(config, ['y', 'y_hat', 'truth', 'answer', 'p', 'time']);
    expect(found).toMatchObject({ label: 'truth', prediction: 'answer', score: 'p' });
  });

  it('are not guessed where monitor names one that is not there: that is said', () => {
    const config = modelOf('binary', ['accuracy'], { label: 'truth', slices: ['city', 'age'] });
    const found = productionColumns(config, ['y', 'y_hat', 'age']);
    expect(found).toMatchObject({ label: null, time: null, slices: ['age'] });
    expect(found.notes).toEqual([
      expect.stringContaining('monitor.slices names the column "city"'),
      expect.stringContaining('monitor.label names the column "truth"'),
      expect.stringContaining('monitor.time names the column "time"'),
    ]);
  });

  it('hold the probabilities of several classes only where all are there', () => {
    const scores = { a: 'pa', b: 'pb' };
    const config = modelOf('multiclass', ['accuracy'], {}, { scores });
    expect(productionColumns(config, ['y_hat', 'pa']).scores).toBeNull();
    expect(productionColumns(config, ['y_hat', 'pa', 'pb']).scores).toEqual(scores);
  });
});

describe('the columns of both sides that are no features', () => {
  it('are those of the answer, of the label, and what names, groups or weighs a row', () => {
    const config = modelOf(
      'binary',
      ['accuracy'],
      {},
      { id: 'row', group: 'patient', weight: 'w' },
    );
    expect(columnRoles(config, ['y', 'y_hat', 'score', 'row', 'age'])).toEqual({
      prediction: 'y_hat',
      answers: ['score'],
      label: 'y',
      apart: ['row', 'patient', 'w'],
    });
    const bounds = { lower: 'low', upper: 'high', quantiles: { '0.5': 'middle' } };
    const regression = modelOf('regression', ['mae'], {}, bounds);
    expect(columnRoles(regression, ['low', 'high', 'middle'])).toEqual({
      prediction: null,
      answers: ['low', 'high', 'middle'],
      label: null,
      apart: [],
    });
  });
});
