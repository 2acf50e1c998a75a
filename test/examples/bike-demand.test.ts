import { templatesOf } from '../../core/promotion/formats.ts';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import common from '../../schemas/common.schema.json' with { type: 'json' };
import schema from '../../schemas/config.schema.json' with { type: 'json' };
import type { Config, ModelConfig } from '../../schemas/types.ts';
import { dataColumns, example, readCsv, readYaml } from './read.ts';

const text = (path: string): string => readFileSync(new URL(path, example), 'utf8');

function model(): ModelConfig {
  const config = readYaml(new URL('.github/assay.yml', example)) as Config;
  const found = config.models['bike-demand'];
  if (found === undefined) throw new Error('assay.yml has no model bike-demand.');
  return found;
}

describe('the configuration of the example', () => {
  it('is valid against the schema', () => {
    const ajv = new Ajv2020({ strict: false, schemas: [common] });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(readYaml(new URL('.github/assay.yml', example)));
    expect(validate.errors).toBeNull();
  });

  it('names inputs, parameters and lock files that exist', () => {
    const { train } = model();
    for (const path of [...train.inputs, ...(train.params ?? []), ...(train.lock ?? [])]) {
      const [fixed = ''] = path.split('*');
      expect(existsSync(new URL(fixed, example)), path).toBe(true);
    }
  });

  it('names every module that training imports among the inputs', () => {
    const modules = readdirSync(example).filter((name) => name.endsWith('.py'));
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ''] of text(file).matchAll(/^(?:from|import) (\w+)/gm)) {
        if (modules.includes(`${name}.py`)) visit(`${name}.py`);
      }
    };
    visit('train.py');
    expect(model().train.inputs).toEqual(expect.arrayContaining([...seen]));
  });

  it('sets values that the desired states have', () => {
    for (const [name, environment] of Object.entries(model().environments ?? {})) {
      const document = parseDocument(text(environment.state));
      for (const path of Object.keys(templatesOf(environment))) {
        expect(document.hasIn(path.split('.')), `${name}: ${path}`).toBe(true);
      }
    }
  });

  it('watches columns of the data, but neither the id nor the time', () => {
    const { features, time } = model().monitor ?? {};
    expect(dataColumns).toContain(time);
    expect(features).not.toBe('auto');
    for (const feature of features ?? []) expect(dataColumns).toContain(feature);
    expect(features).not.toContain('id');
    expect(features).not.toContain('timestamp');
  });

  it('lets a retraining move a parameter that params.yaml has', () => {
    for (const target of Object.keys(model().retrain?.set ?? {})) {
      const [file = '', path = ''] = target.split(':');
      expect(parseDocument(text(file)).hasIn(path.split('.')), target).toBe(true);
    }
    expect(Object.keys(model().retrain?.set ?? {})).toEqual(['params.yaml:data.until']);
  });

  it('reads the columns of the predictions that evaluate.py writes', () => {
    const [, header = ''] = /writerow\(\[(.*)\]\)/.exec(text('evaluate.py')) ?? [];
    const written = header.split(', ').map((name) => name.replaceAll('"', ''));
    const { id, label, prediction } = model().evaluate.predictions;
    expect(written).toEqual(expect.arrayContaining([id, label, prediction]));
  });

  it('has a .gitignore with everything that is written by running it', () => {
    const { data, train, evaluate, monitor } = model();
    const ignored = text('.gitignore').split('\n');
    for (const path of [
      ...train.outputs,
      ...Object.values(data ?? {}).flatMap((set) =>
        set.written_by === undefined ? [] : [set.path],
      ),
      evaluate.predictions.path,
      ...(evaluate.report ?? []),
      monitor?.reference.path,
      monitor?.current.path,
    ]) {
      expect(ignored, path).toContain(path?.replace(/\/.*$/, '/'));
    }
  });
});

describe('the data of the example', () => {
  const folder = new URL('data/hourly/', example);
  const rowsByMonth = { '2011-01': 688, '2011-02': 649, '2011-03': 730, '2011-04': 719 };

  it('is January to April, one file a month', () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(rowsByMonth).map((month) => `${month}.csv`),
    );
  });

  it.each(Object.entries(rowsByMonth))('has the documented columns and rows of %s', (month, n) => {
    const rows = readCsv(new URL(`${month}.csv`, folder));
    expect(rows).toHaveLength(n);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(dataColumns);
      expect(row['timestamp']).toMatch(new RegExp(`^${month}-\\d\\dT\\d\\d:00$`));
      expect(Number(row['timestamp']?.slice(11, 13))).toBe(Number(row['hr']));
    }
  });

  it('has ids that count up, and times that only go forward', () => {
    const rows = Object.keys(rowsByMonth).flatMap((month) => [
      ...readCsv(new URL(`${month}.csv`, folder)),
    ]);
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => `${index + 1}`));
    const times = rows.map(({ timestamp = '' }) => timestamp);
    expect(times).toEqual([...new Set(times)].sort());
  });

  it('says each column, the licence and the source in the README', () => {
    const readme = text('README.md');
    for (const column of dataColumns) expect(readme).toContain(`\`${column}\``);
    expect(readme).toContain('CC BY 4.0');
    expect(readme).toContain('10.24432/C5W894');
  });

  it('is small enough to live in a repository', () => {
    const bytes = readdirSync(folder).map((name) => statSync(new URL(name, folder)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  });
});

describe('the requirements of the example', () => {
  const lines = text('requirements.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const pin =
    /^(?<name>[a-z0-9-]+)==\d[\d.]*(?:; python_version (?<operator><|>=) "3\.(?<minor>\d+)")?$/;

  it('are pinned, each line', () => {
    for (const line of lines) expect(line).toMatch(pin);
  });

  it.each([10, 11, 12, 13, 14])('give each package one version on Python 3.%i', (python) => {
    const names = lines.flatMap((line) => {
      const { name, operator, minor } = pin.exec(line)?.groups ?? {};
      if (operator === '<' && python >= Number(minor)) return [];
      if (operator === '>=' && python < Number(minor)) return [];
      return [name];
    });
    expect(names.join(' ')).toBe('joblib numpy pyyaml scikit-learn scipy threadpoolctl');
  });
});
