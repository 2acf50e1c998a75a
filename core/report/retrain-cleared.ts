import type { DriftRecord } from '../../schemas/types.ts';
import { driftWording } from './drift-wording.ts';
import { literal } from './literal.ts';
import { formatCount } from './number.ts';

/** What a retraining pull request says when its drift is over. */
export function renderCleared({
  model,
  record: { window },
  windows,
  closes,
}: {
  readonly model: string;
  readonly record: DriftRecord;
  readonly windows: number;
  /** Whether it is closed; it stays open where people have pushed to it. */
  readonly closes: boolean;
}): string {
  const name = literal(model, 64);
  const when =
    window === null
      ? ''
      : `, the last from ${driftWording.time(window.start)} to ${driftWording.time(window.end)}`;
  const seen =
    windows === 1
      ? 'the newest report says so'
      : `${formatCount(windows, 'window')} in a row show no more of it`;
  const end = closes
    ? 'So this pull request is closed. A later drift opens another one.'
    : 'This pull request stays open, since a person has pushed to its branch: merge it or close it as you see fit.';
  return `The drift of ${name} has cleared: ${seen}${when}. ${end}`;
}
