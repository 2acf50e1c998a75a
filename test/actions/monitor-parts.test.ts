import { describe, expect, it } from 'vitest';
import type { Step } from '../../actions/action.ts';
import { championMetrics } from '../../actions/monitor/champion-metrics.ts';
import { findingsOf } from '../../actions/monitor/findings.ts';
import { writeReport } from '../../actions/monitor/page.ts';
import { productionOf } from '../../actions/monitor/production.ts';
import { readSides } from '../../actions/monitor/sides.ts';
import { storedProfile } from '../../actions/monitor/stored-profile.ts';
import type { Model } from '../../actions/open-model.ts';
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
