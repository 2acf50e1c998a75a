import type { DriftThresholds } from '../../schemas/types.ts';
import type { Calibration } from '../profile/profile.ts';
import { calibrationDeviations } from './rules.ts';
import type { DriftStatistic } from './statistic.ts';

/** Changes of a share that are smaller are not drift. */
const smallestShare = 0.02;
/** With fewer parts their spread is not known. */
const fewestParts = 3;

/** How much each share must change. */
export interface ShareThresholds {
  readonly missing: number;
  readonly unseen: number;
  readonly range: number;
}

/** The configured thresholds of shares, 2 points where none is. */
export function shareThresholds(thresholds: DriftThresholds | undefined): ShareThresholds {
  return {
    missing: shareOf(thresholds?.missing),
    unseen: shareOf(thresholds?.unseen),
    range: shareOf(thresholds?.range),
  };
}

/**
 * What the size must reach to be large: the configured threshold, and the mean and three standard deviations of what
 * parts of the reference differ from the whole, if that is more.
 */
export function sizeThreshold(
  statistic: DriftStatistic,
  thresholds: DriftThresholds | undefined,
  calibration: Calibration | undefined,
): { readonly threshold: number; readonly isCalibrated: boolean } {
  const threshold = thresholds?.[statistic.thresholdKey] ?? statistic.threshold;
  const unrest = unrestOf(calibration);
  return unrest > threshold
    ? { threshold: Math.min(1, unrest), isCalibrated: true }
    : { threshold, isCalibrated: false };
}

/** What parts of the reference differ from the whole, at most; 0 where that is not known. */
function unrestOf(calibration: Calibration | undefined): number {
  if (calibration === undefined || calibration.parts < fewestParts) return 0;
  const unrest = calibration.mean + calibrationDeviations * calibration.deviation;
  return Number.isFinite(unrest) ? unrest : 0;
}

/** A share as configurations write it: a number, or a percentage. */
function shareOf(value: number | string | undefined): number {
  if (value === undefined) return smallestShare;
  return typeof value === 'number' ? value : Number(value.replace('%', '')) / 100;
}
