import { describe, expect, it } from 'vitest';
import { affectedModels } from '../../../core/config/affected.ts';
import { valid, validated } from './fixture.ts';

const other = valid
  .slice(valid.indexOf('  bike-demand:'))
  .replace('bike-demand', 'churn')
  .replace('path: models/bike', 'path: .')
  .replace('[train.py, features/]', '["src/**/*.py"]')
  .replace('python ./evaluate.py --fast', 'cd x && python ../tools/score.py');
const config = validated(valid + other);

describe('affectedModels', () => {
  it.each([
    'models/bike/train.py',
    'models/bike/features/time.py',
    'models/bike/features/deep/time.py',
    'models/bike/params.yaml',
    'models/bike/requirements.txt',
    'models/bike/data/hourly/2011-05.csv',
    'models/bike/metrics.json',
    'models/bike/evaluate.py',
  ])('finds the model that %s belongs to', (path) => {
    expect(affectedModels(config, [path])).toEqual(['bike-demand']);
  });

  it('finds the model whose document is named, and not one that is only there', () => {
    const named = validated(
      valid.replace(
        '    train:\n',
        '    documents: { card: docs/CARD.md, bom: bom.json }\n    train:\n',
      ),
    );
    expect(affectedModels(named, ['models/bike/docs/CARD.md'])).toEqual(['bike-demand']);
    expect(affectedModels(named, ['models/bike/bom.json'])).toEqual(['bike-demand']);
    expect(affectedModels(named, ['models/bike/MODEL_CARD.md'])).toEqual([]);
    expect(affectedModels(named, ['models/bike/README.md'])).toEqual([]);
  });

  it('finds the model whose card is where a card is looked for that is not named', () => {
    expect(affectedModels(config, ['models/bike/MODEL_CARD.md'])).toEqual(['bike-demand']);
    expect(affectedModels(config, ['models/bike/README.md'])).toEqual(['bike-demand']);
    expect(affectedModels(config, ['MODEL_CARD.md'])).toEqual(['churn']);
  });

  it.each([
    'README.md',
    'models/bikes/train.py',
    'models/train.py',
    'models/bike/features.py',
    'models/bike/data/hourly/deep/2011-05.csv',
    'models/bike/fast',
    'deploy/production.yaml',
    '.github/dependabot.yml',
  ])('finds no model for %s', (path) => {
    expect(affectedModels(config, [path])).toEqual([]);
  });

  it('finds a model at the root by its patterns and its scripts', () => {
    expect(affectedModels(config, ['src/a/b.py'])).toEqual(['churn']);
    expect(affectedModels(config, ['tools/score.py'])).toEqual(['churn']);
  });

  it.each(['.github/assay.yml', '.github/workflows/ml.yml'])('finds every model for %s', (path) => {
    expect(affectedModels(config, ['README.md', path])).toEqual(['bike-demand', 'churn']);
  });

  it('takes the configuration from the path that it is given', () => {
    expect(affectedModels(config, ['ml/assay.yml'], './ml/assay.yml')).toHaveLength(2);
    expect(affectedModels(config, ['.github/assay.yml'], 'ml/assay.yml')).toEqual([]);
  });

  it('keeps the order of the configuration and names no model twice', () => {
    const changed = ['src/a.py', 'models/bike/train.py', 'params.yaml', 'models/bike/params.yaml'];
    expect(affectedModels(config, changed)).toEqual(['bike-demand', 'churn']);
  });
});
