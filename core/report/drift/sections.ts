import type { DriftRecord, MultivariateDrift, PerformanceDrift } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import {
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatWhole,
  noValue,
} from '../number.ts';
import { amount } from './amount.ts';
import { slicesByAttention } from './attention.ts';
import { badge, dataTable, legend, section } from './parts.ts';
import { definitions } from '../../evidence/sections/parts.ts';
import { timeText } from './time-text.ts';
import { isUnbounded } from './words.ts';
import { performanceChart, volumeChart } from './window-charts.ts';

/** More charts than this nobody reads. */
const mostMetrics = 40;

/** Each metric over the windows, with its bounds; an estimate is called one. */
export function performanceSection({ performance = [] }: DriftRecord): Html | null {
  if (performance.length === 0) return null;
  const left = performance.length - mostMetrics;
  return section('performance', 'Performance', [
    legend([
      ['current', 'measured'],
      ['estimated', 'estimated without labels'],
      ['band', '95% interval'],
      ['reference-line', 'reference'],
      ['limit-line', 'limit'],
    ]),
    html`<div class="cards">${performance.slice(0, mostMetrics).map(performanceCard)}</div>`,
    left <= 0
      ? null
      : html`<p class="soft">${formatCount(left, 'more metric')} in the record only.</p>`,
  ]);
}

function performanceCard(metric: PerformanceDrift): Html {
  const { estimated, value, interval, rows, reference, limit, smallestDetectable, changedAt } =
    metric;
  const facts = [
    formatCount(rows, estimated ? 'row with a probability' : 'row with a label').replace(
      /row (.*)s$/,
      'rows $1',
    ),
    ...(reference === null ? [] : [`reference ${formatNumber(reference)}`]),
    ...(limit === null ? [] : [`limit ${formatNumber(limit)}`]),
    // Alarms and what could not be told say it in their reason.
    ...(smallestDetectable == null || !(metric.outcome === 'stable' || isUnbounded(metric))
      ? []
      : [`the smallest change to be seen was ${formatNumber(smallestDetectable, 2)}`]),
    ...(changedAt == null ? [] : [`another level since ${timeText(changedAt)}`]),
  ];
  return html`<article class="card">
    <h3>${estimated ? `${metric.metric} (estimate)` : metric.metric}</h3>
    <p>
      ${isUnbounded(metric) ? badge(metric.outcome, 'not judged') : badge(metric.outcome)}
      ${amount(value, interval)}
    </p>
    ${performanceChart(metric)}
    <p class="soft">${facts.join(' · ')}</p>
    ${metric.reason === '' ? null : html`<p class="soft">${metric.reason}</p>`}
  </article>`;
}

/** Rows by windows, and how fresh the newest is. */
export function volumeSection(record: DriftRecord): Html | null {
  const { volume, freshness } = record;
  const drawing = volumeChart(record);
  const cards = [
    drawing === null && volume === undefined
      ? null
      : html`<article class="card">
          <h3>Rows by windows</h3>
          ${volume === undefined ? null : html`<p>${badge(volume.outcome)} ${volumeText(volume)}</p>`}${drawing}${volume === undefined || volume.reason === '' ? null : html`<p class="soft">${volume.reason}</p>`}
        </article>`,
    freshness === undefined ? null : freshnessCard(freshness),
  ].filter((part) => part !== null);
  if (cards.length === 0) return null;
  return section('volume', 'Volume and freshness', [html`<div class="cards">${cards}</div>`]);
}

function volumeText({ rows, expected }: NonNullable<DriftRecord['volume']>): string {
  const about = expected === null ? '' : `, about ${formatNumber(expected)} expected`;
  const where = rows === 0 ? 'after' : 'in';
  return `${formatCount(rows, 'row')} ${where} the newest window${about}`;
}

function freshnessCard(freshness: NonNullable<DriftRecord['freshness']>): Html {
  const { newest, ageSeconds, limitSeconds, future, outcome, reason } = freshness;
  return html`<article class="card">
    <h3>Freshness</h3>
    <p>${badge(outcome)}</p>
    ${definitions([
      ['newest row', newest === null ? 'unknown' : timeText(newest)],
      ['its age', formatDuration(ageSeconds)],
      ['may be', limitSeconds === null ? 'of any age' : formatDuration(limitSeconds)],
      ['rows from the future', formatWhole(future)],
    ])}${reason === '' ? null : html`<p class="soft">${reason}</p>`}
  </article>`;
}

/** How well a classifier tells the two sides apart, and by which features. */
export function multivariateSection({ multivariate }: DriftRecord): Html | null {
  if (multivariate === undefined) return null;
  const { auc, interval, threshold, referenceRows, currentRows, outcome, reason } = multivariate;
  return section('multivariate', 'All features together', [
    html`<p>
      ${badge(outcome)} A classifier that is to tell ${formatCount(currentRows, 'current row')} from
      ${formatCount(referenceRows, 'row')} of the reference has an AUC of
      <b>${amount(auc, interval)}</b>; 0.5 is guessing, from ${formatNumber(threshold, 3)} on it is
      drift.
    </p>`,
    reason === '' ? null : html`<p class="soft">${reason}</p>`,
    multivariate.contributions.length === 0 ? null : contributions(multivariate),
  ]);
}

function contributions({ contributions: all }: MultivariateDrift): Html {
  const most = Math.max(...all.map(({ share }) => share ?? 0), 1e-9);
  return html`<h3>By what it tells them apart</h3>
    <table class="levels wide">
      <colgroup>
        <col />
        <col class="bars" />
        <col class="share" />
      </colgroup>
      <thead class="hidden">
        <tr>
          <th scope="col">feature</th>
          <th scope="col">bar</th>
          <th scope="col">share</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          ({ feature, share }) =>
            html`<tr>
              <th scope="row"><span>${feature}</span></th>
              <td>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    class="current-bar"
                    x="0"
                    y="1"
                    width="${Math.round((1000 * Math.max(0, share ?? 0)) / most) / 10}"
                    height="8"
                  />
                </svg>
              </td>
              <td class="n">${share === null ? noValue : formatPercent(share)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** Parts of the newest window that were judged by themselves. */
export function slicesSection({ slices = [] }: DriftRecord): Html | null {
  if (slices.length === 0) return null;
  const columns = [
    'slice',
    'outcome',
    '#rows',
    'metric',
    '#value [95% interval]',
    '#reference',
    'why',
  ];
  const rows = slicesByAttention(slices).map((slice) => [
    html`${slice.column} = <b>${slice.value}</b>`,
    badge(slice.outcome),
    formatWhole(slice.rows),
    slice.metric ?? noValue,
    amount(slice.metricValue, slice.interval),
    formatNumber(slice.reference),
    slice.reason,
  ]);
  return section('slices', 'Slices', [dataTable('Slices', columns, rows)]);
}

const mostChanges = 500;
const changes = {
  missing: 'is missing',
  added: 'is new',
  type: 'has another type',
  unreadable: 'is not compared',
} as const;

/** Columns that came, went, or are of another type. */
export function schemaSection({ schemaChanges = [] }: DriftRecord): Html | null {
  if (schemaChanges.length === 0) return null;
  const rows = schemaChanges
    .slice(0, mostChanges)
    .map((change) => [
      html`<b>${change.column}</b>`,
      badge(change.outcome),
      changes[change.change],
      change.reference ?? noValue,
      change.current ?? noValue,
      change.reason,
    ]);
  const left = schemaChanges.length - rows.length;
  return section('schema', 'Columns', [
    dataTable('Columns', ['column', 'outcome', 'change', 'then', 'now', 'why'], rows),
    left === 0 ? null : html`<p class="soft">${formatWhole(left)} more are in the record only.</p>`,
  ]);
}
