import type {
  CategoricalProfile,
  ColumnProfile,
  Distribution,
  Profiled,
  TableProfile,
  WindowProfile,
} from '../../profile/profile.ts';
import type { FeatureDrift } from '../../../schemas/types.ts';
import { byAttention, isTelling } from './attention.ts';
import { binEdges, quantilesOf, shares } from './bins.ts';
import {
  type BinsPicture,
  type LevelsPicture,
  mostByWindows,
  mostPictures,
  type PagePicture,
} from './picture.ts';

/** How much of a feature is drawn. */
export interface Detail {
  readonly bins: number;
  readonly levels: number;
}

const most: Detail = { bins: 60, levels: 20 };

/**
 * What a page draws of the features of a record, those first that need attention: the reference against the newest window,
 * or against all current data where there are no windows. Features that one of the two lacks, points in time, what has no
 * value now, and what is beyond the first 300 have no picture.
 */
export function pagePictures(
  reference: TableProfile,
  { whole, windows }: Profiled,
  features: readonly FeatureDrift[],
): readonly PagePicture[] {
  const newest: TableProfile = windows.at(-1) ?? whole;
  const drawn = byAttention(features).slice(0, mostPictures);
  return drawn.flatMap((feature, index) => {
    const before = reference.columns.get(feature.feature);
    const now = newest.columns.get(feature.feature);
    if (before === undefined || now === undefined) return [];
    const byWindows = index < mostByWindows && isTelling(feature) ? windows : [];
    return pictureOf(feature.feature, before, now, byWindows, most) ?? [];
  });
}

/** The picture of one feature from both of its sides; null where there is nothing to draw. */
export function pictureOf(
  feature: string,
  before: ColumnProfile,
  now: ColumnProfile,
  windows: readonly WindowProfile[],
  detail: Detail,
): PagePicture | null {
  if (now.rows === now.missing + now.unreadable) return null;
  if (before.kind === 'categorical') {
    return now.kind === 'categorical' ? levels(feature, before, now, detail) : null;
  }
  const [first, second] = [distributionOf(before), distributionOf(now)];
  if (first === null || second === null) return null;
  const picture = bins(feature, first, second, detail);
  if (picture === null) return null;
  const unit = before.kind === 'text' ? 'characters' : 'value';
  if (windows.length === 0) return { ...picture, unit };
  return { ...picture, unit, windows: windows.map((window) => quantilesIn(window, feature)) };
}

function distributionOf(profile: ColumnProfile | undefined): Distribution | null {
  if (profile?.kind !== 'numeric' && profile?.kind !== 'text') return null;
  return profile.distribution;
}

function bins(
  feature: string,
  before: Distribution,
  now: Distribution,
  detail: Detail,
): BinsPicture | null {
  const edges = binEdges([before, now], binsFor(detail, before, now));
  if (edges === null) return null;
  return {
    kind: 'bins',
    feature,
    unit: 'value',
    edges,
    reference: shares(before, edges),
    current: shares(now, edges),
    referenceQuantiles: quantilesOf(before),
    currentQuantiles: quantilesOf(now),
  };
}

/** Fewer values give fewer bins, by the cube root of the smaller side, or chance alone would make teeth. */
function binsFor(detail: Detail, ...sides: readonly Distribution[]): number {
  const values = sides.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  return Math.max(12, Math.min(detail.bins, Math.ceil(3.5 * Math.cbrt(Math.min(...values)))));
}

function quantilesIn(
  { start, columns }: WindowProfile,
  feature: string,
): NonNullable<BinsPicture['windows']>[number] {
  const side = distributionOf(columns.get(feature));
  const quantiles = side === null ? null : quantilesOf(side);
  return { start: new Date(start).toISOString(), quantiles };
}

function levels(
  feature: string,
  before: CategoricalProfile,
  now: CategoricalProfile,
  detail: Detail,
): LevelsPicture | null {
  const all = [...new Set([...before.levels.keys(), ...now.levels.keys()])];
  const [first, second] = [shareIn(before), shareIn(now)];
  const largest = (level: string): number => Math.max(first(level), second(level));
  const sorted = all.sort((a, b) => largest(b) - largest(a));
  const shown = sorted.slice(0, detail.levels);
  if (shown.length === 0) return null;
  const [reference, current] = [shown.map(first), shown.map(second)];
  return {
    kind: 'levels',
    feature,
    labels: shown,
    reference,
    current,
    others: {
      levels: all.length - shown.length + Math.max(before.rest.levels, now.rest.levels),
      reference: left(reference, before),
      current: left(current, now),
    },
  };
}

function shareIn(side: CategoricalProfile): (level: string) => number {
  const values = valuesOf(side);
  return (level) => (values === 0 ? 0 : (side.levels.get(level) ?? 0) / values);
}

function valuesOf({ levels, rest }: CategoricalProfile): number {
  return [...levels.values()].reduce((sum, count) => sum + count, rest.rows);
}

/** What the shares lack of the whole; nothing where there is no value. */
function left(listed: readonly number[], side: CategoricalProfile): number {
  if (valuesOf(side) === 0) return 0;
  return Math.max(0, 1 - listed.reduce((sum, share) => sum + share, 0));
}
