import type { FeatureDrift, FeaturePicture } from '../../../schemas/types.ts';
import type { ColumnProfile } from '../../profile/profile.ts';
import { bounded } from '../../text/bounded.ts';
import { pictureOf } from './page-pictures.ts';
import type { BinsPicture, LevelsPicture, PagePicture } from './picture.ts';

/** As much as a record holds of a feature. */
const most = { bins: 24, levels: 12 };
const longestLabel = 64;

/**
 * What a record holds of the distributions of a feature: the shares of at most 24 bins, whose labels are their lower edges
 * as numbers, or of at most 12 levels and all others. Null where there is nothing to draw.
 */
export function recordPicture(
  reference: ColumnProfile,
  current: ColumnProfile,
): FeaturePicture | null {
  const picture = pictureOf('', reference, current, [], most);
  if (picture === null || isEmpty(picture.reference) || isEmpty(picture.current)) return null;
  const [before, now] = [picture.reference.map(short), picture.current.map(short)];
  if (picture.kind === 'bins') {
    return { labels: picture.edges.slice(0, -1).map(String), reference: before, current: now };
  }
  const { labels, others } = picture;
  const rest = others.levels === 0 ? [] : [others];
  return {
    labels: [
      ...labels.map((label) => bounded(label, longestLabel)),
      ...rest.map(() => othersLabel),
    ],
    reference: [...before, ...rest.map((each) => short(each.reference))],
    current: [...now, ...rest.map((each) => short(each.current))],
  };
}

/** A side without values has no distribution. */
function isEmpty(shares: readonly number[]): boolean {
  return shares.every((share) => share === 0);
}

const othersLabel = 'all others';

/** Six digits are more than a picture shows. */
function short(share: number): number {
  return Number(share.toFixed(6));
}

/** The picture that the record of a feature holds; null where there is none. Labels that are no edges are names. */
export function recordedPicture(feature: FeatureDrift): PagePicture | null {
  const { picture, kind } = feature;
  if (picture === undefined || picture.labels.length === 0) return null;
  const bins = kind === 'numeric' || kind === 'text' ? binsOf(feature, picture) : null;
  return bins ?? levelsOf(feature, picture);
}

function binsOf({ feature, kind }: FeatureDrift, picture: FeaturePicture): BinsPicture | null {
  const lower = picture.labels.map((label) => (label.trim() === '' ? NaN : Number(label)));
  const width = (lower.at(-1) ?? NaN) - (lower.at(-2) ?? NaN);
  const edges = [...lower, (lower.at(-1) ?? NaN) + width];
  const ascends = edges.every(
    (edge, index) => Number.isFinite(edge) && (index === 0 || edge > (edges[index - 1] ?? edge)),
  );
  if (!ascends) return null;
  return {
    kind: 'bins',
    feature,
    unit: kind === 'text' ? 'characters' : 'value',
    edges,
    reference: lower.map((_, index) => picture.reference[index] ?? 0),
    current: lower.map((_, index) => picture.current[index] ?? 0),
    referenceQuantiles: null,
    currentQuantiles: null,
  };
}

function levelsOf({ feature }: FeatureDrift, picture: FeaturePicture): LevelsPicture {
  return {
    kind: 'levels',
    feature,
    labels: picture.labels,
    reference: picture.labels.map((_, index) => picture.reference[index] ?? 0),
    current: picture.labels.map((_, index) => picture.current[index] ?? 0),
    others: { levels: 0, reference: 0, current: 0 },
  };
}
