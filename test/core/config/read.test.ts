import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelOf, readConfig } from '../../../core/config/read.ts';

const path = '.github/assay.yml';
const example = readFileSync(
  new URL(`../../../examples/bike-demand/${path}`, import.meta.url),
  'utf8',
);

describe('readConfig', () => {
  it('reads the configuration of the example', () => {
    expect(Object.keys(readConfig(example, path).models)).toEqual(['bike-demand']);
  });

  it('knows the metrics and the checks that there are', () => {
    const wrong = example.replace('metrics: [mae,', 'metrics: [r3, mae,');
    expect(() => readConfig(wrong, path)).toThrow('"r3" is not a metric; did you mean r2?');
  });
});

describe('modelOf', () => {
  const config = readConfig(example, path);

  it('gives the model of a name', () => {
    expect(modelOf(config, 'bike-demand', path).task).toBe('regression');
  });

  it('names the models that there are, and the one that was meant', () => {
    expect(() => modelOf(config, 'bike-demnad', path)).toThrow(
      expect.objectContaining({
        code: 'unknown-model',
        file: path,
        message: `There is no model "bike-demnad" in ${path}; did you mean bike-demand? Its models: bike-demand.`,
      }),
    );
    expect(() => modelOf(config, 'constructor', path)).toThrow('There is no model');
  });
});
