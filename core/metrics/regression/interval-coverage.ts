import { inBlocks } from '../blocks.ts';
import { type FamilyOf, metricsOf } from '../family.ts';

interface Intervals {
  readonly weight: number;
  readonly covered: number;
  readonly widths: number;
}

/** The ends of the predicted intervals, and per row 1 where the label is within. */
interface Columns {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly isWithin: Uint8Array;
}

const family: FamilyOf<Intervals> = {
  id: 'interval-coverage',
  task: 'regression',
  needs: ['bounds'],
  prepare(predictions) {
    if (predictions.kind !== 'numeric' || predictions.bounds === null) return null;
    const { labels, bounds, rows } = predictions;
    const { lower, upper } = bounds;
    const isWithin = Uint8Array.from(labels, (label, row) =>
      (lower[row] ?? 0) <= label && label <= (upper[row] ?? 0) ? 1 : 0,
    );
    return (weights) => {
      const sums = new Float64Array(3);
      inBlocks(rows, (from, to) => add(sums, { lower, upper, isWithin }, weights, from, to));
      const [weight = 0, covered = 0, widths = 0] = sums;
      return { weight, covered, widths };
    };
  },
};

function add(
  sums: Float64Array,
  { lower, upper, isWithin }: Columns,
  weights: Float64Array,
  from: number,
  to: number,
): void {
  let sum = 0;
  let covered = 0;
  let widths = 0;
  for (let row = from; row < to; row++) {
    const weight = weights[row] ?? 0;
    sum += weight;
    covered += weight * (isWithin[row] ?? 0);
    widths += weight * ((upper[row] ?? 0) - (lower[row] ?? 0));
  }
  sums[0] = (sums[0] ?? 0) + sum;
  sums[1] = (sums[1] ?? 0) + covered;
  sums[2] = (sums[2] ?? 0) + widths;
}

/** What predicted intervals are worth; both ends belong to an interval. */
export const intervalCoverage = metricsOf(family, [
  {
    id: 'coverage',
    label: 'Interval coverage',
    direction: 'higher',
    range: [0, 1],
    unit: 'share',
    parameter: null,
    undefinedWhen: 'no row has a weight',
    value: ({ covered, weight }) => covered / weight,
  },
  {
    // Read it together with the coverage: an interval without end covers everything.
    id: 'interval_width',
    label: 'Mean interval width',
    direction: 'lower',
    range: [null, null],
    unit: 'label',
    parameter: null,
    undefinedWhen: 'the intervals are too wide to be added up',
    value: ({ widths, weight }) => widths / weight,
  },
]);
