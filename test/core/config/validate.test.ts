import { describe, expect, it } from 'vitest';
import { path, problemAfter, rejection, valid, validated } from './fixture.ts';

describe('validateConfig', () => {
  it('gives the configuration of a valid text', () => {
    const model = validated(valid).models['bike-demand'];
    expect(model?.train.outputs).toEqual(['model/']);
    expect(model?.gate?.metrics).toEqual({ mae: { max_regression: '5%', limit: 60 } });
  });

  it('names file, line, column and key of a misspelt key, what is allowed, and the key that was meant', () => {
    expect(problemAfter('max_regression', 'max_regresion')).toBe(
      `${path}:21:16: models.bike-demand.gate.metrics.mae.max_regresion is not a known key; did you mean max_regression? Allowed: max_regression, limit.`,
    );
  });

  it('reports a misspelt key that is required once, not also as missing', () => {
    const message = problemAfter('predictions:', 'predictoins:');
    expect(message.split('\n')).toHaveLength(1);
    expect(message).toContain(
      ':16:7: models.bike-demand.evaluate.predictoins is not a known key; did you mean predictions?',
    );
  });

  it('says what a missing key is for', () => {
    expect(problemAfter(', label: y', '')).toBe(
      `${path}:16:7: models.bike-demand.evaluate.predictions.label is missing: The column of the true value; for ranking the relevance, 0 or more.`,
    );
  });

  it.each([
    ['5%', '5 %', 'found the text "5 %".'],
    ['5%', '-1', 'found the number -1.'],
    ['5%', '[5]', 'found a list.'],
  ])('collapses the alternatives of max_regression for %s written as %s', (from, to, found) => {
    expect(problemAfter(from, to)).toBe(
      `${path}:21:32: models.bike-demand.gate.metrics.mae.max_regression must be a number of at least 0 or a percentage such as 5%; ${found}`,
    );
  });

  it('names the wrong item when the list of an alternative is right but for it', () => {
    expect(problemAfter('features: auto', 'features: [hour, 7]')).toBe(
      `${path}:31:24: models.bike-demand.monitor.features[1] must be a text of 1 to 256 characters; found the number 7.`,
    );
  });

  it.each([
    [
      'task: regression',
      'task: regresion',
      '4:11',
      'one of regression, binary, multiclass, ranking; found the text "regresion"; did you mean regression?',
    ],
    ['limit: 60', 'limit: .nan', '21:43', 'a number; found a number that is not finite.'],
    ['limit: 60', 'limit: "60"', '21:43', 'a number; found the text "60".'],
    ['version: 1', 'version: 2', '1:10', '1; found the number 2.'],
    ['[train.py, features/]', '[]', '10:15', 'a list of 1 to 1000 texts; found an empty list.'],
    [
      '[mae, rmse]',
      '[mae, rmse, mae]',
      '17:16',
      'a list in which nothing stands twice; found the text "mae" twice.',
    ],
    [
      '{ max_regression: 5%, limit: 60 }',
      '{}',
      '21:14',
      'a mapping with at least one key (max_regression, limit); found an empty mapping.',
    ],
    ['{ metric-gate: warn }', '', '22:15', 'a mapping of keys to values; found nothing.'],
  ])(
    'says what is allowed and what was found for %s written as %s',
    (from, to, place, sentence) => {
      const message = problemAfter(from, to);
      expect(message).toContain(`${path}:${place}: `);
      expect(message).toContain(`must be ${sentence}`);
    },
  );

  it('refuses a model name that is no name for tags and branches', () => {
    expect(problemAfter('bike-demand:', 'Bike_Demand:')).toContain(
      ':3:3: models.Bike_Demand has a name that is not allowed: a name must be lower-case letters',
    );
  });

  it('lists every problem in the order of the file, and the error stands at the first', () => {
    const error = rejection(
      valid
        .replace('features: auto', 'feature: auto')
        .replace('task: regression', 'tsk: regression'),
    );
    expect(error).toMatchObject({ code: 'bad-configuration', file: path, line: 4 });
    expect(error.message.split('\n').map((line) => line.split(': ')[0])).toEqual([
      `${path}:4:5`,
      `${path}:31:7`,
    ]);
  });

  it('lists at most 20 problems and says how many more there are', () => {
    const keys = Array.from({ length: 23 }, (_, index) => `wrong${index}: 1`).join('\n');
    const lines = rejection(`${valid}${keys}\n`).message.split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe(`${path}: 3 more problems.`);
  });

  it('escapes and shortens what others wrote', () => {
    const message = problemAfter('task: regression', `task: "a\\nb${'x'.repeat(500)}"`);
    expect(message.split('\n')).toHaveLength(1);
    expect(message.length).toBeLessThan(300);
  });

  it('does not take an inherited property for a check, a metric or a key', () => {
    expect(problemAfter('metric-gate: warn', 'constructor: warn')).toContain('is not a check');
    expect(problemAfter('[mae, rmse]', '[mae, toString]')).toContain('is not a metric');
    expect(problemAfter('task: regression', 'task: regression\n    __proto__: {}')).toContain(
      'models.bike-demand.__proto__ is not a known key',
    );
  });
});
