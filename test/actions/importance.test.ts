import { describe, expect, it } from 'vitest';
import { readImportance } from '../../actions/monitor/importance.ts';
import { bikes } from './bikes.ts';
import { stepWith } from './step.ts';

/** What a file of weights says. */
async function weightsIn(name: string, content: string) {
  const { model } = await stepWith({ ...bikes, [name]: content });
  const config = { reference: { path: 'a.csv' }, current: { path: 'b.csv' }, importance: name };
  return readImportance(model, config);
}

describe('the importance of features', () => {
  it.each([
    ['weights.json', ' {"temp": 2, "a,b": 0}'],
    ['weights.json', '\uFEFF{"temp": 2, "a,b": 0}'],
    ['weights.csv', 'feature,weight\ntemp,2\n"a,b",0\n'],
    // By content, whatever its name is.
    ['weights', 'name,gain\ntemp,2e0\n"a,b",0.0\n'],
  ])('is read from the file %s', async (name, content) => {
    expect(await weightsIn(name, content)).toEqual(
      new Map([
        ['temp', 2],
        ['a,b', 0],
      ]),
    );
  });

  it.each([
    ['{"temp": 2', 'not-json', 'weights, which monitor.importance names, is not JSON.'],
    ['[1, 2]', 'no-importance', 'is no object of features and their weights'],
    ['{"temp": "2"}', 'bad-importance', 'the weight of "temp" is no number of at least 0'],
    ['{"temp": -1}', 'bad-importance', 'the weight of "temp" is no number'],
    ['{"temp": 1e999}', 'bad-importance', 'the weight of "temp" is no number'],
    ['{"temp": {"gain": 1}}', 'bad-importance', 'the weight of "temp" is no number'],
    ['feature,weight\ntemp,much\n', 'bad-importance', 'the weight of "temp" is no number'],
    ['feature,weight\ntemp,\n', 'bad-importance', 'the weight of "temp" is no number'],
    ['feature,weight\ntemp,-0.5\n', 'bad-importance', 'the weight of "temp" is no number'],
    ['feature,weight,gain\ntemp,1,1\n', 'no-importance', 'has 3 columns: it must have two'],
  ])('is refused where the file is %j', async (content, code, reason) => {
    const failed = weightsIn('weights', content);
    await expect(failed).rejects.toMatchObject({ file: 'weights' });
    await expect(failed).rejects.toMatchObject({ code, message: expect.stringContaining(reason) });
  });

  it('is refused where there is no such file, with its name', async () => {
    const { model } = await stepWith(bikes);
    const config = { reference: { path: 'a.csv' }, current: { path: 'b.csv' } };
    const missing = readImportance(model, { ...config, importance: 'gone.json' });
    await expect(missing).rejects.toMatchObject({ code: 'no-file' });
    await expect(missing).rejects.toThrow('gone.json');
    expect(await readImportance(model, config)).toBeNull();
  });
});
