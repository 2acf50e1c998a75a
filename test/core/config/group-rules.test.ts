import { describe, expect, it } from 'vitest';
import { path, rejection, valid, validated } from './fixture.ts';

const sliced = valid.replace(
  '      metrics: [mae, rmse]\n',
  '      metrics: [mae, rmse]\n      slices: [weather, sex]\n',
);
const binary = sliced
  .replace('task: regression', 'task: binary')
  .replace('metrics: [mae, rmse]', 'metrics: [accuracy]')
  .replace('      metrics:\n        mae: { max_regression: 5%, limit: 60 }\n', '');

/** The configuration with this line at the end of its gate. */
function gating(text: string, line: string): string {
  return text.replace('      checks: { metric-gate: warn }\n', `      ${line}\n`);
}

describe('gate.slices', () => {
  it('takes a floor, the fewest rows, and metrics that are evaluated', () => {
    const text = gating(sliced, 'slices: { floor: 20%, min_rows: 50, metrics: [mae] }');
    expect(validated(text).models['bike-demand']?.gate?.slices?.floor).toBe('20%');
  });

  it('refuses a metric that is not evaluated, and a floor without slices', () => {
    expect(rejection(gating(sliced, 'slices: { metrics: [mae, f1] }')).message).toBe(
      `${path}:23:32: models.bike-demand.gate.slices.metrics[1] is "f1", which is not evaluated: add it to models.bike-demand.evaluate.metrics, or take it out.`,
    );
    expect(rejection(gating(valid, 'slices: { floor: 0.1 }')).message).toContain(
      'models.bike-demand.gate.slices judges slices, and there are none',
    );
  });

  it.each([
    'slices: {}',
    'slices: { min_rows: 29 }',
    'slices: { floor: -1 }',
    'slices: { flor: 1 }',
  ])('refuses %s', (line) => {
    expect(rejection(gating(sliced, line)).message).toContain('gate.slices');
  });
});

describe('gate.fairness', () => {
  it('takes attributes that are slices of a binary model', () => {
    const text = gating(binary, 'fairness: { attributes: [sex], max_difference: 0.2 }');
    expect(validated(text).models['bike-demand']?.gate?.fairness?.attributes).toEqual(['sex']);
  });

  it('refuses an attribute that is no slice, and a model of another task', () => {
    expect(rejection(gating(binary, 'fairness: { attributes: [sex, age] }')).message).toContain(
      'gate.fairness.attributes[1] is "age", which is not evaluated: add it to models.bike-demand.evaluate.slices',
    );
    expect(rejection(gating(sliced, 'fairness: { attributes: [sex] }')).message).toContain(
      'gate.fairness is for the task binary, whose rows are selected or not, but the task of this model is regression: take it out.',
    );
  });
});
