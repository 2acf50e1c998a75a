import { describe, expect, it } from 'vitest';
import { reportedBeside, reportedTable } from '../../../core/report/reported.ts';
import { evaluation } from '../judge/candidate.ts';

const diverged = evaluation(
  {},
  {
    reported: [
      {
        path: 'metrics.json',
        values: { loss: null, up: null, down: null, gone: null, best: 0.5 },
        notFinite: { loss: 'NaN', up: 'Infinity', down: '-Infinity' },
      },
    ],
  },
);
const before = evaluation(
  {},
  {
    reported: [
      { path: 'metrics.json', values: { loss: 0.25, up: null }, notFinite: { up: 'NaN' } },
    ],
  },
);

describe('a reported number that is not finite', () => {
  it('is shown by its word, and a dash is left to what is not there', () => {
    expect(reportedTable(diverged).slice(2)).toEqual([
      '| `metrics.json` | `loss` | NaN |',
      '| `metrics.json` | `up` | Infinity |',
      '| `metrics.json` | `down` | \u2212Infinity |',
      '| `metrics.json` | `gone` | \u2014 |',
      '| `metrics.json` | `best` | 0.5 |',
    ]);
  });

  it('is shown on both sides where it stands beside a baseline', () => {
    expect(reportedBeside(diverged, before).slice(2, 5)).toEqual([
      '| `metrics.json` `loss` | 0.25 | NaN |',
      '| `metrics.json` `up` | NaN | Infinity |',
      '| `metrics.json` `down` | \u2014 | \u2212Infinity |',
    ]);
  });
});
