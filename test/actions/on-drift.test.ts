import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../actions/evaluate/baselines.ts';
import type { ChampionEvaluation } from '../../actions/evaluate/champion.ts';
import { onDrift } from '../../actions/evaluate/on-drift.ts';
import { readPredictions } from '../../adapters/tabular/predictions.ts';
import type { WindowedDrift } from '../../core/evaluation/on-drift.ts';
import { evaluationSet } from '../../core/predictions/evaluation-set.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { drift } from '../core/report/drift.ts';
import { bikes } from './bikes.ts';
import { logged, stepWith } from './step.ts';

const may = drift({ window: { start: '2011-05-01', end: '2011-05-31' } }) as WindowedDrift;
const timed = {
  ...bikes,
  '.github/assay.yml': bikes['.github/assay.yml'].replace(
    'current: { path: monitor/current.csv }',
    'current: { path: monitor/current.csv }\n      time: at',
  ),
};

/** Predictions of 60 days from the 1st of April on, with this error before May and from then on. */
function predictions(before: number, after: number): string {
  const lines = Array.from({ length: 60 }, (_, day) => {
    const at = new Date(Date.UTC(2011, 3, 1 + day)).toISOString().slice(0, 10);
    const wobble = ((day * 7) % 5) - 2;
    return `${day},${day},${day + (day < 30 ? before : after) + wobble},${at}`;
  });
  return `id,y,y_hat,at\n${lines.join('\n')}\n`;
}

/** What evaluate finds of a candidate beside a champion. */
async function found(
  candidate: string,
  champion: string | null,
  {
    files = timed,
    newestDrift = () => Promise.resolve(may),
  }: Partial<{
    readonly files: Record<string, string>;
    readonly newestDrift: Found['newestDrift'];
  }> = {},
) {
  const { step, model } = await stepWith(files);
  const path = join(model.folder, 'predictions.csv');
  const read = async (content: string) => {
    await writeFile(path, content);
    return readPredictions(
      path,
      'predictions.csv',
      model.config.evaluate.predictions,
      'regression',
    );
  };
  const other: ChampionEvaluation | null =
    champion === null
      ? null
      : {
          record: { subject: { kind: 'champion', version: '1.0.0' } } as EvaluationRecord,
          predictions: await read(champion),
        };
  const rows = await read(candidate);
  const digest = { path: 'predictions.csv', digest: may.id, bytes: 1 };
  const measured = { evaluationSet: evaluationSet(rows), predictions: digest, metrics: {} };
  const ledger: Found = { baselines: [], versionOf: () => Promise.resolve(null), newestDrift };
  return logged(() => onDrift(step, model, { measured, predictions: rows }, other, ledger));
}

describe('what evaluate finds on the drifted window', () => {
  it('is candidate beside champion on the rows of that window', async () => {
    const { value, log } = await found(predictions(30, 3), predictions(3, 30));
    expect(value.onDrift).toMatchObject({
      drift: may.id,
      rows: 30,
      champion: '1.0.0',
      outcome: 'better',
    });
    expect(log).toMatch(/On the drifted window, 2011-05-01 to 2011-05-31, 30 rows: better\./);
    const worse = await found(predictions(3, 30), predictions(30, 3));
    expect(worse.value.onDrift?.outcome).toBe('worse');
  });

  it('is nothing where no drift is on record', async () => {
    const none = { newestDrift: () => Promise.resolve(null) };
    const { value } = await found(predictions(1, 1), predictions(1, 1), none);
    expect(value).toEqual({});
  });

  const untimed = predictions(1, 1).replaceAll(/,[^,\n]*$/gm, '');
  it.each<[string, string, string | null, Record<string, string>, RegExp]>([
    ['there is no champion', predictions(1, 1), null, timed, /no champion to compare with yet/],
    ['nobody says the time', predictions(1, 1), predictions(1, 1), bikes, /monitor\.time/],
    ['the rows have no time', untimed, untimed, timed, /have no column "at", which monitor\.time/],
    [
      'the times are of another kind',
      predictions(1, 1).replaceAll(/2011-(\d\d)-(\d\d)/g, '$1$2'),
      predictions(1, 1),
      timed,
      /No time in the predictions is of the kind that the drifted window/,
    ],
  ])('is inconclusive where %s', async (_, candidate, champion, files, reason) => {
    const { value } = await found(candidate, champion, { files });
    expect(value.onDrift?.outcome).toBe('inconclusive');
    expect(value.onDrift?.reason).toMatch(reason);
  });

  it('is a warning where the ledger can not be read', async () => {
    const broken = { newestDrift: () => Promise.reject(new Error('GitHub does not answer.')) };
    const { value, log } = await found(predictions(1, 1), predictions(1, 1), broken);
    expect(value).toEqual({});
    expect(log).toMatch(
      /::warning title=Assay evaluate::Candidate and champion were not compared on the drifted window: GitHub does not/,
    );
  });
});
