import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  betterModel,
  type Change,
  evenLaterData,
  firstCommit,
  laterData,
  worseModel,
} from '../../../sandbox/story/changes.ts';
import { dataColumns, example, readCsv, readYaml } from '../../examples/read.ts';

interface Params {
  readonly features: readonly string[];
  readonly model: Readonly<Record<string, unknown>>;
}

const base = readYaml(new URL('params.yaml', example)) as Params;

function file(change: Change, path: string): URL {
  const content = change.files[path];
  if (!(content instanceof URL)) throw new Error(`"${change.title}" has no file for ${path}.`);
  return content;
}

describe('the changes of the story', () => {
  it('begin with the example as it stands', () => {
    expect(firstCommit.folder.href).toBe(example.href);
    expect(existsSync(new URL('.github/assay.yml', firstCommit.folder))).toBe(true);
    expect(base.model['type']).toBe('ridge');
  });

  it('replace the kind of the model, and nothing else, for the better', () => {
    const better = readYaml(file(betterModel, 'params.yaml')) as Params;
    expect(better.model['type']).toBe('gradient_boosting');
    expect({ ...better, model: base.model }).toEqual(base);
  });

  it('leave out the hour, and nothing else, for the worse', () => {
    const better = readYaml(file(betterModel, 'params.yaml')) as Params;
    const worse = readYaml(file(worseModel, 'params.yaml')) as Params;
    expect(worse).toEqual({ ...better, features: base.features.filter((name) => name !== 'hr') });
  });

  it.each([
    { change: laterData, month: '2011-05', firstId: 2787, hours: 744 },
    { change: evenLaterData, month: '2011-06', firstId: 3531, hours: 720 },
  ])('bring the month $month to main, going on where the data ended', (later) => {
    expect(later.change.branch).toBe('main');
    expect(Object.keys(later.change.files)).toEqual([`data/hourly/${later.month}.csv`]);
    const rows = readCsv(file(later.change, `data/hourly/${later.month}.csv`));
    expect(rows.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: later.hours }, (_, index) => later.firstId + index),
    );
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(dataColumns);
      expect(row['timestamp']?.startsWith(later.month)).toBe(true);
    }
  });

  it('come with a title, a message and, for a pull request, a description', () => {
    const all = [firstCommit.change, betterModel, worseModel, laterData, evenLaterData];
    for (const { title, message } of all) expect([title, message]).not.toContain('');
    for (const { body, branch } of [betterModel, worseModel]) {
      expect(body).not.toBe('');
      expect(branch).not.toBe('main');
    }
  });
});
