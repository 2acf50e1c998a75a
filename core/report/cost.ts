import type { RunRecord } from '../../schemas/types.ts';
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatSignedPercent,
  formatWhole,
} from './number.ts';

/**
 * What training cost and how large the model is, against the run before; nothing where neither is known. Of several
 * trainings the first is measured.
 */
export function costLine(
  run: RunRecord | null,
  before: RunRecord | null,
  trainings: number,
): readonly string[] {
  if (run === null) return [];
  const measured = seconds(run) !== null || run.peakMemoryBytes !== null;
  const first =
    trainings > 1 && measured
      ? ` Time and memory are those of the first of ${formatWhole(trainings)} trainings.`
      : '';
  const items = [
    item('training time', seconds(run), seconds(before), formatDuration),
    item('peak memory', run.peakMemoryBytes, before?.peakMemoryBytes ?? null, formatBytes),
    item('model size', run.artifact?.bytes ?? null, before?.artifact?.bytes ?? null, formatBytes),
  ].flat();
  return items.length === 0 ? [] : [`**Cost:** ${items.join(', ')}.${first}`];
}

/** A run that was restored from the cache says nothing of how long training takes. */
function seconds(run: RunRecord | null): number | null {
  return run === null || run.cache.hit ? null : run.durationSeconds;
}

function item(
  what: string,
  now: number | null,
  before: number | null,
  format: (value: number | null) => string,
): readonly string[] {
  if (now === null) return [];
  if (before === null) return [`${what} ${format(now)}`];
  return [`${what} ${format(now)}, was ${format(before)}${change(now, before)}`];
}

/** In percent, or from half and double on as a multiple. */
function change(now: number, before: number): string {
  const ratio = now / before;
  if (now === before || !Number.isFinite(ratio)) return '';
  const multiple = ratio >= 2 || ratio <= 0.5;
  return ` (${multiple ? `\u00d7 ${formatNumber(ratio, 2)}` : formatSignedPercent(ratio - 1)})`;
}
