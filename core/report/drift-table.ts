import type { DriftRecord, FeatureDrift } from '../../schemas/types.ts';
import { literal } from './literal.ts';
import { formatNumber, formatPValue } from './number.ts';
import { type Column, firstRows, more, table } from './table.ts';

const columns: readonly Column[] = [
  { heading: 'Feature', align: 'left' },
  { heading: 'Test', align: 'left' },
  { heading: 'Statistic', align: 'right' },
  { heading: 'Effect', align: 'right' },
  { heading: 'Threshold', align: 'right' },
  { heading: 'p (adjusted)', align: 'right' },
  { heading: 'n reference', align: 'right' },
  { heading: 'n current', align: 'right' },
  { heading: 'Outcome', align: 'left' },
];

const tests = {
  'kolmogorov-smirnov': 'Kolmogorov-Smirnov',
  'chi-square': 'chi-square',
  external: 'of another monitor',
} as const satisfies { readonly [Key in FeatureDrift['test']]: string };

const outcomes = {
  drift: '\ud83d\udd34 **drift**',
  warning: '\ud83d\udfe1 warning',
  unreadable: '\u2753 unreadable',
  'insufficient-data': '\u2753 too few rows',
  stable: '\ud83d\udfe2 stable',
} as const satisfies { readonly [Key in FeatureDrift['outcome']]: string };

/** What needs attention first. */
const order = Object.keys(outcomes);

/** One row a feature, drifted ones first, at most `most` of them. */
export function driftTable(features: DriftRecord['features'], most: number): readonly string[] {
  const sorted = [...features].sort((a, b) => rank(a) - rank(b) || (b.size ?? 0) - (a.size ?? 0));
  const { shown, left } = firstRows(sorted, most);
  const rest = more(left, 'features are not shown; the drift record has them.');
  return [...table(columns, shown.map(row)), ...rest];
}

function rank({ outcome }: FeatureDrift): number {
  return order.indexOf(outcome);
}

function row(feature: FeatureDrift): readonly string[] {
  return [
    literal(feature.feature, 80),
    tests[feature.test],
    formatNumber(feature.statistic),
    formatNumber(feature.size, 3),
    formatNumber(feature.threshold, 3),
    formatPValue(feature.adjustedPValue),
    feature.referenceRows?.toLocaleString('en-US') ?? '',
    feature.currentRows?.toLocaleString('en-US') ?? '',
    outcomes[feature.outcome],
  ];
}

/** What the columns of the table mean. */
export const driftLegend =
  "Effect: the largest distance between the two distributions for numbers (Kolmogorov-Smirnov's D), Cram\u00e9r's V for categories. The p-value is corrected for the number of features (Benjamini-Hochberg). Drift is an effect at or above its threshold that is also significant; or that values are missing, or unseen in the reference, more often than chance explains, by 2 points or more.";
