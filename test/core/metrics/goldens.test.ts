import { describe, expect, it } from 'vitest';
import { findMetric, metrics } from '../../../core/metrics/index.ts';
import type { Task } from '../../../core/metrics/metric.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import binaryGoldens from '../../goldens/metrics/binary.json' with { type: 'json' };
import multiclassGoldens from '../../goldens/metrics/multiclass.json' with { type: 'json' };
import rankingGoldens from '../../goldens/metrics/ranking.json' with { type: 'json' };
import regressionGoldens from '../../goldens/metrics/regression.json' with { type: 'json' };
import { binary, expectNear, multiclass, numeric, ranking, valueOf } from './fixture.ts';

type Expected = Readonly<Record<string, number | undefined>>;

function expectValues(predictions: Predictions, expected: Expected): void {
  for (const [id, value] of Object.entries(expected)) {
    expectNear(valueOf(id, predictions), value ?? Number.NaN, 1e-9, id);
  }
}

describe("scikit-learn's values", () => {
  it.each(binaryGoldens)('binary: $name', (golden) => {
    expectValues(binary(golden), golden.expected);
  });

  it.each(multiclassGoldens)('multiclass: $name', (golden) => {
    expectValues(multiclass(golden), golden.expected);
  });

  it.each(regressionGoldens)('regression: $name', (golden) => {
    expectValues(numeric(golden), golden.expected);
  });

  it.each(rankingGoldens)('ranking: $name', (golden) => {
    expectValues(ranking(golden), golden.expected);
  });

  it.each([
    ['binary', binaryGoldens],
    ['multiclass', multiclassGoldens],
    ['regression', regressionGoldens],
    ['ranking', rankingGoldens],
  ] as const satisfies readonly (readonly [Task, readonly { expected: Expected }[]])[])(
    'there are for every metric of %s',
    (task, goldens) => {
      const ids = goldens.flatMap(({ expected }) => Object.keys(expected));
      const tested = new Set(ids.map((id) => findMetric(id, task)));
      const untested = metrics.filter((metric) => metric.task === task && !tested.has(metric));
      expect(untested.map(({ id }) => id)).toEqual([]);
    },
  );
});
