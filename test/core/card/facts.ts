import { type Card, type CardFacts, cardOf } from '../../../core/card/card.ts';
import type { EvaluationRecord } from '../../../schemas/types.ts';
import { config, evaluation, repository, run } from '../judge/candidate.ts';
import { history } from '../evidence/history.ts';

/** The evaluation of the version: intervals, a metric without a value, slices large and small. */
export const measured: EvaluationRecord = evaluation(
  {},
  {
    metrics: {
      mae: { value: 27.4788123456789, rows: 263, interval: { low: 24.1, high: 31.2 } },
      rmse: { value: 41.8012, rows: 263, interval: { low: 36.5, high: 47.9 } },
      r2: { value: -1e-7, rows: 263 },
      mape: { value: null, rows: 263, reason: 'The label of row 3 is 0.' },
    },
    slices: [
      slice('rain', 31, 61.25, { low: 40, high: 80 }),
      slice('clear', 180, 22.5),
      slice('snow', 4, 400),
    ],
  },
);

function slice(value: string, rows: number, mae: number, interval?: { low: number; high: number }) {
  return {
    slice: [{ column: 'weather', value }] as [{ column: string; value: string }],
    rows,
    metrics: { mae: { value: mae, ...(interval === undefined ? {} : { interval }) } },
  };
}

export const settings: CardFacts['config'] = {
  ...config,
  risk: 'limited',
  owner: '@acme/forecasting',
  data: {
    hourly: { path: 'data/hourly/*.csv', role: 'training' },
    test: { path: 'data/test.csv', role: 'evaluation' },
  },
};

const { version, verdict } = history();

/** Everything that is known of a version, as the action register gathers it. */
export function cardFacts(changes: Partial<CardFacts> = {}): CardFacts {
  const { schema: _, id: __, attachments: ___, verdict: ____, ...fields } = version;
  const of = { ...fields, repository, model: 'bike-demand' };
  return {
    version: {
      ...of,
      parent: '1.0.0',
      data: {
        hourly: {
          path: 'data/hourly/*.csv',
          digest: measured.id,
          bytes: 181_204,
          role: 'training',
          license: 'CC-BY-4.0',
          source: 'https://example.org/bikes',
        },
        test: { path: 'data/test.csv', digest: run().id, bytes: 9_000, role: 'evaluation' },
      },
    },
    run: run(),
    evaluation: measured,
    verdict: { record: verdict, ofTheseBytes: true },
    config: settings,
    serverUrl: 'https://github.com',
    written: null,
    ...changes,
  };
}

export function card(changes: Partial<CardFacts> = {}): Card {
  return cardOf(cardFacts(changes));
}

/** A card as people write them, with comments and an order of its own. */
export const handwritten = `---
# Kept by hand.
license: mit # as in LICENSE
tags: [tabular,   'bikes']

library_name: sklearn
base_model: acme/base
model-index: # old
  - name: bike-demand
    results:
      - task: { type: tabular-regression }
        dataset: { type: test, name: test }
        metrics:
          - { type: mae, value: 99 }
      - task: { type: tabular-regression }
        dataset: { type: public, name: Public bikes }
        metrics:
          - { type: mae, value: 31.5 }
# About the pipeline.
pipeline_tag: tabular-regression
---

# Bike demand

Predicts how many bikes are rented in the next hour.

## Intended use

Planning vans in the evening.

## Bias, Risks, and Limitations

Too low on holidays; <b>nobody</b> may be refused a bike by it.
`;
