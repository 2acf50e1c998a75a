import type { ModelConfig } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { findMetric } from '../metrics/index.ts';
import { tierOf } from '../policy/level.ts';
import { formatCount, formatNumber } from '../report/number.ts';
import { type FloorFindings, judgeFloor, type LowSlice } from '../slices/floor.ts';
import { sliceInWords } from '../slices/in-words.ts';
import { type RecordedSlices, recordedSlices } from '../slices/recorded.ts';
import { unseenRows } from '../slices/unseen.ts';
import type { Check, CheckContext, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';
import { named } from './named.ts';

/** A share may be so much lower on a slice than on all rows. Other metrics have no such natural amount. */
const usualFloor = 0.05;
const usualFewestRows = 100;

/** No slice is far worse than the whole: a good average must not hide whom it is bad for. */
export const sliceFloor: Check = {
  id: 'slice-floor',
  title: 'No slice is far worse than the whole',
  trouble: 'a slice is far worse than the whole',
  caution: 'a slice may be far worse than the whole',
  help: 'Improve the model where it is bad, with more rows or features of that kind. Where so much is meant, change gate.slices on the base branch first.',
  outcomes: {
    pass: 'Every slice with enough rows is within the floor, or no slices are configured and the tier is not high.',
    warn: "A slice is below the floor, and its rows can't tell whether by luck; or so many rows are in no recorded slice of a column that one which would be judged may be among them: the 20 most frequent values and 500 slices are recorded.",
    fail: 'A slice is surely below the floor, after correction over all that were judged.',
    inconclusive:
      'The record has no slices of a configured column, or a metric has no value on one, or is no share and `gate.slices.floor` is not set.',
  },
  inputs: ['configuration: gate.slices, evaluate.slices', 'evaluation record: slices, comparisons'],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  isConfigured: ({ gate }) => gate?.slices !== undefined,
  judge: judgeSlices,
};

function judgeSlices({ evaluation, config }: CandidateFacts, context: CheckContext): Finding {
  const columns = config.evaluate.slices ?? [];
  if (columns.length === 0) {
    return tierOf(config) === 'high'
      ? inconclusive(
          'No slices are configured, and the risk tier is high: name columns of the predictions in evaluate.slices.',
        )
      : pass('No slices are configured; see evaluate.slices in assay.yml.');
  }
  if (evaluation?.status !== 'succeeded') {
    return inconclusive('Without a successful evaluation there are no slices to judge.');
  }
  const recorded = recordedSlices(evaluation, context.comparison);
  const lacking = columns.filter((column) => !hasColumn(recorded, column));
  if (recorded === null || lacking.length > 0) {
    return inconclusive(
      `The evaluation record has no slices by ${lacking.join(', ')}: evaluate.slices at the head must name what the base branch names, and its rows must have values there.`,
    );
  }
  return judgeRecorded(recorded, config);
}

function hasColumn(recorded: RecordedSlices | null, column: string): boolean {
  const name = recordedName(column);
  return (
    recorded?.slices.some(
      ({ slice, rows }) => rows > 0 && slice.length === 1 && slice[0]?.column === name,
    ) ?? false
  );
}

function judgeRecorded(recorded: RecordedSlices, { gate, evaluate }: ModelConfig): Finding {
  const { floor, min_rows = usualFewestRows, metrics: chosen } = gate?.slices ?? {};
  const gated = Object.keys(gate?.metrics ?? {});
  const metrics = chosen ?? (gated.length > 0 ? gated : evaluate.metrics);
  const unbounded = floor === undefined ? metrics.filter((id) => !isShare(id)) : [];
  const allowed = floor ?? usualFloor;
  const judged = metrics.filter((id) => !unbounded.includes(id));
  const found = judgeFloor(recorded, judged, { allowed, fewestRows: min_rows });
  const low = found.low.map((one) => inWords(one, allowed));
  const surely = found.low.filter(({ sure }) => sure).length;
  const unseen = unseenIn(recorded, evaluate.slices ?? [], min_rows);
  const evidence = [...low, ...unseen, ...small(found, min_rows)];
  if (surely > 0) {
    return fail(
      `On ${formatCount(surely, 'slice')} a metric is surely below the floor. ${low[0] ?? ''}`,
      evidence,
    );
  }
  const open = openOf(found, unbounded) ?? uncounted(recorded);
  if (open !== null) return inconclusive(open, [open, ...evidence]);
  const [first] = low;
  if (first !== undefined) return warn(first, evidence);
  if (found.judged === 0) {
    return inconclusive(
      `No slice has the ${min_rows} rows that it takes to be judged: evaluate on more rows, or lower gate.slices.min_rows.`,
    );
  }
  if (unseen.length > 0) return warn(named(unseen), evidence);
  return pass(
    `No slice of ${min_rows} rows or more is worse than the whole by more than ${inAmount(allowed)}: ${judged.join(', ')}.`,
    small(found, min_rows),
  );
}

function unseenIn(
  { rows, ...recorded }: RecordedSlices,
  columns: readonly string[],
  fewest: number,
): readonly string[] {
  return rows === null ? [] : unseenRows({ ...recorded, rows }, columns.map(recordedName), fewest);
}

function uncounted({ rows }: RecordedSlices): string | null {
  return rows === null
    ? 'The record does not say how many rows were evaluated, so rows may be in no slice: use the action evaluate of this version of Assay, and run the workflow again.'
    : null;
}

/** As much of a column's name as a record has. */
function recordedName(column: string): string {
  return column.slice(0, 256).toWellFormed();
}

function isShare(id: string): boolean {
  return findMetric(id)?.unit === 'share';
}

function openOf({ missing }: FloorFindings, unbounded: readonly string[]): string | null {
  const [first] = missing;
  if (first !== undefined) {
    const where =
      first.slice === null ? 'on all rows' : `on the slice ${sliceInWords(first.slice)}`;
    const more = missing.length === 1 ? '' : ` (and ${missing.length - 1} more such values)`;
    return `${first.metric} has no finite value ${where}${more}: leave it out of gate.slices.metrics, or evaluate on rows for which it is defined.`;
  }
  return unbounded.length === 0
    ? null
    : `${unbounded.join(', ')} can't be judged by slice, being no share: say in gate.slices.floor how much worse a slice may be, such as 20%.`;
}

function inWords(low: LowSlice, allowed: number | string): string {
  const { metric, slice, value, interval, overall, rows, sure } = low;
  const between =
    interval === null
      ? ''
      : `, by 95% between ${formatNumber(interval.low)} and ${formatNumber(interval.high)}`;
  const luck = sure ? '' : "; these rows can't tell whether by luck";
  return `${metric} is ${formatNumber(value)} on ${sliceInWords(slice)} (n = ${rows}${between}) and ${formatNumber(overall)} on all rows: worse by more than ${inAmount(allowed)}${luck}.`;
}

function inAmount(allowed: number | string): string {
  return typeof allowed === 'number' ? formatNumber(allowed, 12) : allowed;
}

function small({ small: count }: FloorFindings, fewest: number): readonly string[] {
  if (count === 0) return [];
  return [`${formatCount(count, 'slice')} of fewer than ${fewest} rows: shown, not judged.`];
}
