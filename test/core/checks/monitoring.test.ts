import { describe, expect, it } from 'vitest';
import { monitoring } from '../../../core/checks/monitoring.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { candidate, config } from '../judge/candidate.ts';
import { context } from './context.ts';

const owner = '@octo-org/forecasts';
const monitor = {
  reference: { path: 'monitor/reference.csv' },
  current: { path: 'monitor/current.csv' },
  time: 'timestamp',
};

const judged = (changes: Partial<ModelConfig>) =>
  monitoring.judge(candidate({ config: { ...config, ...changes } }), context);

describe('the check monitoring', () => {
  it('passes with an owner, a log of production with its time, and a reference', () => {
    expect(judged({ owner, monitor })).toMatchObject({
      outcome: 'pass',
      sentence:
        '@octo-org/forecasts answers for the model, and its data in production are watched.',
    });
  });

  it('warns for a log without a time', () => {
    const { time: _, ...timeless } = monitor;
    expect(judged({ owner, monitor: timeless }).outcome).toBe('warn');
  });

  it('fails without an owner or a monitor, and names the keys', () => {
    expect(judged({ monitor })).toMatchObject({
      outcome: 'fail',
      sentence: 'The configuration of the base branch has no models.bike-demand.owner.',
    });
    expect(judged({ owner }).sentence).toContain('no models.bike-demand.monitor');
    expect(judged({}).sentence).toBe(
      'The configuration of the base branch has no models.bike-demand.owner and no models.bike-demand.monitor.',
    );
  });
});
