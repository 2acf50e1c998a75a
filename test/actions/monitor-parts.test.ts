import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../actions/action.ts';
import { profileReference } from '../../actions/evaluate/profile.ts';
import { championMetrics } from '../../actions/monitor/champion-metrics.ts';
import { findingsOf } from '../../actions/monitor/findings.ts';
import { writeReport } from '../../actions/monitor/page.ts';
import { productionOf } from '../../actions/monitor/production.ts';
import { readSides } from '../../actions/monitor/sides.ts';
import { storedProfile } from '../../actions/monitor/stored-profile.ts';
import { openData } from '../../actions/open-data.ts';
import type { Model } from '../../actions/open-model.ts';
import { profilePath } from '../../actions/profile-path.ts';
import type { DriftRecord, MonitorConfig } from '../../schemas/types.ts';
import { bikes, configured } from './bikes.ts';
import { gitHubWith, released } from './released.ts';
import { logged, stepWith } from './step.ts';

const rows = Array.from({ length: 300 }, (_, row) => `${(row * 37) % 100},${row},${row + 1}`);
const answers = `x,y,y_hat\n${rows.join('\n')}\n`;
const noAnswers = answers.replace('y_hat', 'other');

/** A step whose reference and current data are these. */
function stepOver(
  current: string,
  inputs: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
) {
  const files = { ...bikes, 'monitor/reference.csv': answers, 'monitor/current.csv': current };
  return stepWith(files, inputs, variables);
}

function configOf({ config }: Model): MonitorConfig {
  if (config.monitor === undefined) throw new TypeError('There is nothing to monitor.');
  return config.monitor;
}

async function findings(step: Step, model: Model) {
  const lookUp = productionOf(step, model);
  const sides = await readSides(step, model, configOf(model), lookUp);
  return findingsOf(step, model, configOf(model), sides, lookUp);
}

describe('the version in production', () => {
  it('is looked up once for its profile and its metrics', async () => {
    const github = await gitHubWith(await released({ 'model/weights.txt': 'offset: 5\n' }));
    const { step, model } = await stepWith(
      configured('monitor/reference.csv }', 'monitor/reference.csv, keep: true }'),
      { token: 'secret' },
      github.variables,
    );
    const lookUp = productionOf(step, model);
    await logged(() => storedProfile(model, lookUp));
    const asked = github.asked.length;
    expect(await championMetrics(lookUp)).toEqual(new Map([['mae', 1]]));
    expect([asked > 0, github.asked.length]).toEqual([true, asked]);
  });

  it('is asked for where there are answers to judge, and only there', async () => {
    const github = await gitHubWith(null);
    const inputs = { token: 'secret' };
    const without = await stepOver(noAnswers, inputs, github.variables);
    await logged(() => findings(without.step, without.model));
    expect(github.asked).toEqual([]);
    const judged = await stepOver(answers, inputs, github.variables);
    await logged(() => findings(judged.step, judged.model));
    expect(github.asked.length).toBeGreaterThan(0);
  });
});

describe('times that are numbers', () => {
  it('have the unit of most of them, for windows, answers and freshness alike', async () => {
    const first = Date.UTC(2026, 1, 20) / 1000;
    const log = Array.from({ length: 4 * 250 }, (_, row) => {
      const day = Math.floor(row / 250);
      return `${first + day * 86_400 + (row % 250) * 60},${(row * 37) % 100},${row},${row + 1}`;
    });
    const { step, model } = await stepWith({
      ...configured(
        'current: { path: monitor/current.csv }',
        'current: { path: monitor/current.csv }\n      time: at\n      window: 1d\n      performance: { mae: { limit: 5 } }',
      ),
      'monitor/reference.csv': answers,
      'monitor/current.csv': `at,x,y,y_hat\n${[...log, '9999999999999,50,0,1'].join('\n')}\n`,
    });
    const { value } = await logged(() => findings(step, model));
    expect(value.findings).toMatchObject({
      windows: [{ rows: 250 }, { rows: 250 }, { rows: 250 }, { rows: 250 }],
      freshness: { newest: '2026-02-23T04:09:00Z' },
      performance: [
        { metric: 'mae', rows: 250, outcome: 'stable' },
        { metric: 'rmse', rows: 250 },
      ],
    });
    expect(value.findings.freshness?.reason).toContain('1 row is in no window');
  });
});

describe('current data that lost their time', () => {
  const window = '\n      time: at\n      window: 1d\n      freshness: 36h';
  it.each<[string, string, object]>([
    [
      'with windows',
      window,
      { outcome: 'insufficient-data', reason: expect.stringContaining('did you mean att?') },
    ],
    ['without windows', '\n      time: at', { outcome: 'stable' }],
  ])('are told of, and their other columns have an outcome: %s', async (_, settings, feature) => {
    const current = 'current: { path: monitor/current.csv }';
    const { step, model } = await stepWith({
      ...configured(current, current + settings),
      'monitor/reference.csv': answers,
      'monitor/current.csv': `att,${answers.trim().replaceAll('\n', '\n2026-03-01,')}\n`,
    });
    const { value, log } = await logged(() => findings(step, model));
    expect(value.findings).toMatchObject({
      outcome: 'warning',
      window: null,
      schemaChanges: [
        { column: 'at', change: 'missing', current: null, outcome: 'warning' },
        { column: 'att', change: 'added' },
      ],
    });
    expect(value.findings.features).toEqual(
      expect.arrayContaining([expect.objectContaining({ feature: 'x', ...feature })]),
    );
    expect(log).toMatch(/^::warning .*no column "at", which monitor\.time names/m);
  });
});

describe('the classifier', () => {
  const path = 'reference: { path: monitor/reference.csv }';
  const past = 'reference: { window: 28d }\n      time: at\n      window: 1d\n      windows: 3';
  const days = [18, 19, 20, 21, 22].flatMap((day) => rows.map((row) => `2026-02-${day},${row}`));
  const noted = async (reference: string) => {
    const { step, model } = await stepWith({
      ...configured(path, reference),
      'monitor/reference.csv': answers,
      'monitor/current.csv': `at,x,y,y_hat\n${days.join('\n')}\n`,
    });
    return logged(() => findings(step, model));
  };

  it('is missed where it is asked for and there are no rows of the reference, and only there', async () => {
    const asked = await noted(`${past}\n      multivariate: true`);
    expect(asked.value.notes.join()).toContain('No classifier was asked');
    expect(asked.log).toMatch(/^::warning .*No classifier was asked/m);
    const unsaid = await noted(past);
    expect(unsaid.value.notes.join() + unsaid.log).not.toContain('classifier');
  });

  it('leaves nothing on record where it is not wanted', async () => {
    const { value } = await noted(`${path}\n      multivariate: false`);
    expect(value.findings).not.toHaveProperty('multivariate');
    const wanted = await noted(`${path}\n      multivariate: true`);
    expect(wanted.value.findings).toHaveProperty('multivariate');
  });
});

describe('the profile that is kept with the version in production', () => {
  const keeping = configured('monitor/reference.csv }', 'monitor/reference.csv, keep: true }');

  /** A step whose version in production keeps the profile of the reference, which is not on disk then. */
  async function stepKept(changes: Readonly<Record<string, string>> = {}) {
    const made = await stepWith({ ...keeping, 'monitor/reference.csv': answers });
    await logged(() =>
      profileReference(made.step, made.model, (step, model, path) =>
        openData(step, model, 'monitor.reference.path', path),
      ),
    );
    const profile = await readFile(profilePath(made.model));
    const version = await released({ 'model/a.txt': '' }, undefined, '1.2.0', {
      'profile.json.gz': profile,
    });
    const github = await gitHubWith(version);
    const files = { ...keeping, 'monitor/current.csv': answers, ...changes };
    return stepWith(files, { token: 'secret' }, github.variables);
  }

  it('is the reference, without the data set', async () => {
    const { step, model } = await stepKept();
    const lookUp = productionOf(step, model);
    const { value: sides } = await logged(() => readSides(step, model, configOf(model), lookUp));
    expect(sides).toMatchObject({
      referenceSide: { path: 'monitor/reference.csv', rows: 300, version: '1.2.0' },
      referenceRows: null,
      currentSide: { path: 'monitor/current.csv', rows: 300 },
    });
    expect([...sides.current.whole.columns.keys()]).toEqual(['x', 'y', 'y_hat']);
    const { findings: found } = (await logged(() => findings(step, model))).value;
    expect(found.outcome).toBe('stable');
  });

  it('gives way to the data set where it lacks a column that is watched now', async () => {
    const listed = keeping['.github/assay.yml']?.replace(
      'current: {',
      'features: [x, z]\n      current: {',
    );
    const wider = answers.replaceAll('\n', ',1\n').replace('y_hat,1', 'y_hat,z');
    const { step, model } = await stepKept({
      '.github/assay.yml': listed ?? '',
      'monitor/reference.csv': wider,
      'monitor/current.csv': wider,
    });
    const lookUp = productionOf(step, model);
    const { value: sides, log } = await logged(() =>
      readSides(step, model, configOf(model), lookUp),
    );
    expect(sides.referenceSide).toMatchObject({ path: 'monitor/reference.csv', rows: 300 });
    expect(sides.referenceSide).not.toHaveProperty('version');
    expect(log).toContain('knows nothing of the column "z"');
  });
});

describe('DuckDB that can not be had', () => {
  it('is a warning, and the data are judged without it', async () => {
    const current = 'current: { path: monitor/current.csv }';
    const files = {
      ...configured(current, `${current}\n      engine: duckdb`),
      'monitor/reference.csv': answers,
      'monitor/current.csv': answers,
    };
    // No address: one at which nobody answers is asked several times.
    const nobody = { npm_config_registry: 'nowhere' };
    const { step, model } = await stepWith(files, {}, nobody);
    const { value, log } = await logged(() => findings(step, model));
    expect(value.findings.outcome).toBe('stable');
    expect(log).toMatch(/^::warning .*DuckDB could not be had/m);
  });
});

describe('windows for which there is no room', () => {
  const names = Array.from({ length: 4_400 }, (_, at) => `x${at}`);
  const hours = (count: number): string => {
    const lines = Array.from({ length: count }, (_, hour) => {
      const at = new Date(Date.UTC(2026, 1, 1, hour)).toISOString();
      return [at, ...names.map((__, column) => (hour + column) % 7)].join(',');
    });
    return [['at', ...names].join(','), ...lines, ''].join('\n');
  };
  const sides = async (reference: string, count: number) => {
    const { step, model } = await stepWith({
      ...configured(
        'reference: { path: monitor/reference.csv }',
        `reference: ${reference}\n      time: at\n      window: 1h`,
      ),
      'monitor/reference.csv': hours(1),
      'monitor/current.csv': hours(count),
    });
    return logged(() => readSides(step, model, configOf(model), null));
  };

  it('are left out, the oldest first, which a note says', async () => {
    const { value, log } = await sides('{ path: monitor/reference.csv }', 8);
    const note =
      'Of 4,400 columns only the newest 6 of 7 windows are counted, since more would not fit the memory: name the columns that matter in monitor.features, or set monitor.windows to fewer.';
    expect(value.notes).toEqual([note]);
    expect(log).toContain(`::warning title=Assay monitor::${note}`);
    expect(value.current.windows).toHaveLength(6);
  });

  it('leave some for the reference where it is past windows', async () => {
    const { value } = await sides('{ window: 7h }', 16);
    expect(value.notes).toEqual([
      expect.stringContaining(
        'newest 6 of 14 windows are counted, 3 of them as current data, since',
      ),
    ]);
    expect(value.current.windows).toHaveLength(3);
    expect(value.reference.profile.rows).toBe(3);
    const short = await sides('{ window: 7h }', 5);
    expect(short.value.notes).toEqual([
      expect.stringContaining('3 of them as current data'),
      expect.stringContaining('The reference is 2 windows and not the 7'),
    ]);
    await expect(sides('{ window: 7h }', 3)).rejects.toThrow(
      '3 whole windows of 1h, so none with rows lies before the 3 that are examined',
    );
  });
});

describe('the reading of answers', () => {
  it('ends when the job is cancelled', async () => {
    const { step, model } = await stepOver(answers);
    const controller = new AbortController();
    const stopped = { ...step, cancelled: controller.signal };
    const sides = await readSides(stopped, model, configOf(model), null);
    controller.abort(new Error('It was cancelled.'));
    const found = logged(() => findingsOf(stopped, model, configOf(model), sides, null));
    await expect(found).rejects.toThrow('It was cancelled.');
  });
});

describe('the report of a comparison', () => {
  const record = { features: [] } as unknown as DriftRecord;

  it('is a warning where it can not be written, and has no path then', async () => {
    const { step, model } = await stepOver(answers);
    const sides = await readSides(step, model, configOf(model), null);
    const { value, log } = await logged(() => writeReport(step, model, record, sides));
    expect(value).toBe('');
    expect(log).toMatch(/^::warning title=Assay monitor::The report could not be written: /m);
  });
});
