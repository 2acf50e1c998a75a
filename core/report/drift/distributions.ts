import type { FeatureDrift } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import { formatCount, formatNumber, formatPercent } from '../number.ts';
import { amount } from './amount.ts';
import { byAttention, isTelling } from './attention.ts';
import { distributionChart } from './distribution-chart.ts';
import { levelsChart } from './levels-chart.ts';
import { badge, legend } from './parts.ts';
import { mostPictures, type PagePicture } from './picture.ts';
import { recordedPicture } from './record-picture.ts';
import { timeText } from './time-text.ts';
import { quantilesChart } from './window-charts.ts';

/** Pictures of the features: those that drifted, and the others folded away. */
export function distributions(
  features: readonly FeatureDrift[],
  pictures: readonly PagePicture[],
): readonly Html[] {
  const byName = new Map(pictures.map((picture) => [picture.feature, picture]));
  const drawn = byAttention(features)
    .map((feature) => ({
      feature,
      picture: byName.get(feature.feature) ?? recordedPicture(feature),
    }))
    .filter(({ feature, picture }) => picture !== null || isTelling(feature));
  const shown = drawn.slice(0, mostPictures);
  const first = shown.filter(({ feature }) => isTelling(feature));
  const others = shown.filter(({ feature }) => !isTelling(feature));
  const left = features.length - shown.length;
  return [
    ...(pictures.length + first.length === 0 ? [] : [keys]),
    ...(first.length === 0 ? [] : [cards(first)]),
    ...(others.length === 0
      ? []
      : [
          html`<details>
            <summary>${formatCount(others.length, 'other feature')}</summary>
            ${cards(others)}
          </details>`,
        ]),
    ...(left === 0 || shown.length === 0
      ? []
      : [
          html`<p class="soft">
            ${formatCount(left, 'feature')} without a picture: points in time, what is not in both
            data sets, and what is beyond the first ${mostPictures}.
          </p>`,
        ]),
  ];
}

const keys = legend([
  ['reference', 'reference'],
  ['current', 'current'],
]);

interface Drawn {
  readonly feature: FeatureDrift;
  readonly picture: PagePicture | null;
}

function cards(all: readonly Drawn[]): Html {
  return html`<div class="cards">${all.map(card)}</div>`;
}

function card({ feature, picture }: Drawn): Html {
  return html`<article class="card">
    <h3>${feature.feature}</h3>
    <p>${badge(feature.outcome)} ${sizeText(feature)}</p>
    ${picture === null ? null : drawing(picture)}
    <p class="soft">${facts(feature)}</p>
    ${hasReason(feature) ? html`<p class="soft">${feature.reason}</p>` : null}
  </article>`;
}

function drawing(picture: PagePicture): Html {
  if (picture.kind === 'levels') return levelsChart(picture);
  return html`${distributionChart(picture)}${quantilesChart(picture)}`;
}

const sizeNames = {
  'kolmogorov-smirnov': 'D',
  'chi-square': 'V',
  external: 'size',
} as const satisfies { readonly [Key in FeatureDrift['test']]: string };

function sizeText({ test, size, interval, threshold }: FeatureDrift): string {
  const limit = threshold === null ? '' : `, threshold ${formatNumber(threshold, 3)}`;
  return size === null ? '' : `${sizeNames[test]} ${amount(size, interval)}${limit}`;
}

/** What else is to be known of a feature, in one line. */
function facts(feature: FeatureDrift): string {
  const { missing, unseen, outOfRange, smallestDetectable, since } = feature;
  return [
    ...(since == null ? [] : [`since ${timeText(since)}`]),
    ...(missing === undefined
      ? []
      : [`missing ${share(missing.reference)}, now ${share(missing.current)}`]),
    ...(unseen == null || unseen === 0
      ? []
      : [`${formatPercent(unseen)} of rows with an unseen level`]),
    ...(outOfRange == null || outOfRange === 0
      ? []
      : [`${formatPercent(outOfRange)} beyond the range of the reference`]),
    // A reason that is shown says it itself.
    ...(smallestDetectable === null || hasReason(feature)
      ? []
      : [`the smallest size to be seen was ${formatNumber(smallestDetectable, 2)}`]),
  ].join(' \u00b7 ');
}

function share(value: number | null): string {
  return value === null ? 'unknown' : formatPercent(value);
}

function hasReason({ outcome, reason }: FeatureDrift): boolean {
  return outcome !== 'stable' && reason !== '';
}
