import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../core/config/read.ts';

/** The complaint about a model with this data set. */
function complaint(set: string, evaluate = 'run: python evaluate.py'): string {
  const text = `version: 1
models:
  bikes:
    task: regression
    data:
      split: ${set}
    train: { run: python train.py, inputs: [train.py, data/all.csv], outputs: [model/] }
    evaluate:
      ${evaluate}
      predictions: { path: p.csv, label: y, prediction: y_hat }
      metrics: [mae]
`;
  try {
    readConfig(text, 'assay.yml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the rules for data sets', () => {
  it.each([
    '{ path: splits/train.csv, role: training, written_by: training }',
    '{ path: splits/test.csv, role: evaluation, written_by: evaluation }',
    '{ path: data/all.csv, role: training, label: y, id: id, group: patient, time: at }',
  ])('take %s', (set) => {
    expect(complaint(set)).toBe('');
  });

  it('refuse a set that an evaluation writes which there is not', () => {
    expect(complaint('{ path: test.csv, written_by: evaluation }', 'report: [m.json]')).toBe(
      'assay.yml:6:44: models.bikes.data.split.written_by is evaluation, and the model has no evaluate.run that could write it: set it to training.',
    );
  });

  it.each(['.', '"*"', '"**"', '"**/*"'])(
    'refuse a set that is written and whose path is the whole folder: %s',
    (path) => {
      expect(complaint(`{ path: ${path}, written_by: training }`)).toContain(
        'is the whole folder of the model: name the files that are written.',
      );
    },
  );

  it('refuse a set that is written and an input of training', () => {
    expect(complaint('{ path: data/all.csv, written_by: evaluation }')).toContain(
      'train.inputs has its path "data/all.csv" among what is there before',
    );
  });

  it('refuse another writer, and a column without a name', () => {
    expect(complaint('{ path: a.csv, written_by: me }')).toContain('data.split.written_by');
    expect(complaint("{ path: a.csv, group: '' }")).toContain('data.split.group');
  });
});
