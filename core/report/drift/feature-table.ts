import type { FeatureDrift } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import { formatNumber, formatPercent, formatPValue, formatWhole, noValue } from '../number.ts';
import { amount } from './amount.ts';
import { byAttention } from './attention.ts';
import { badge, dataTable } from './parts.ts';
import { timeText } from './time-text.ts';
import { alarmText } from './words.ts';

/** More rows than this make a page slow; the record has them all. */
const mostRows = 4_000;

const columns = [
  'feature',
  'outcome',
  '#size [95% interval]',
  '#threshold',
  '#smallest to be seen',
  '#p, adjusted',
  '#rows now (then)',
  '#missing now (then)',
  '#unseen levels',
  '#out of range',
  '#PSI',
  'since',
];

/** A row for each feature, drifted ones first. */
export function featureTable(features: readonly FeatureDrift[]): Html {
  const sorted = byAttention(features);
  const shown = sorted.slice(0, mostRows);
  const left = sorted.length - shown.length;
  return html`${dataTable('All features', columns, shown.map(row), 'sortable')}${
    left === 0
      ? null
      : html`<p class="soft">
          ${formatWhole(left)} more features, with the least change, are in the record only.
        </p>`
  }`;
}

function row(feature: FeatureDrift): readonly (Html | string)[] {
  const { missing, distances } = feature;
  return [
    html`<b>${feature.feature}</b> <small>${about(feature)}</small>`,
    html`${badge(feature.outcome)} <small>${alarmText(feature)}</small>`,
    amount(feature.size, feature.interval),
    formatNumber(feature.threshold, 3),
    formatNumber(feature.smallestDetectable, 3),
    formatPValue(feature.adjustedPValue),
    nowAndThen(rows(feature.currentRows), rows(feature.referenceRows)),
    nowAndThen(share(missing?.current), share(missing?.reference)),
    share(feature.unseen),
    share(feature.outOfRange),
    formatNumber(distances?.psi ?? null, 3),
    feature.since == null ? noValue : html`<time>${timeText(feature.since)}</time>`,
  ];
}

/** What is compared of it. */
function about({ kind, role, method }: FeatureDrift): string {
  const parts = [kind, ...(role === undefined || role === 'feature' ? [] : [role]), method ?? ''];
  return parts.filter((part) => part !== '' && part !== 'unknown').join(', ');
}

function nowAndThen(now: string, then: string): string {
  return now === noValue && then === noValue ? noValue : `${now} (${then})`;
}

function rows(count: number | null): string {
  return count === null ? noValue : formatWhole(count);
}

function share(value: number | null | undefined): string {
  return value == null ? noValue : formatPercent(value);
}
