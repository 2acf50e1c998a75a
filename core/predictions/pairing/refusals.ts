import { grouped, quoted } from '../columns/quoted.ts';
import type { Predictions } from '../predictions.ts';
import type { RowCounts } from './row-counts.ts';
import { sameLabel, sameWeight } from './same-label.ts';

/** Compared are at least so many hundredths of the larger one's rows. */
const leastPercent = 80;
const advice =
  'Keep the ids, labels and weights of the rows as they are on the base branch, or evaluate the default branch anew with the new rows.';

/** Why two models can't be compared at all; null where they can. */
export function unlikeModels(candidate: Predictions, baseline: Predictions): string | null {
  if (candidate.kind !== baseline.kind) {
    return `The candidate was evaluated as ${nameOf(candidate)}, and the baseline as ${nameOf(baseline)}, so that they can't be compared row by row. They can once the default branch is evaluated with the new task.`;
  }
  if (candidate.kind === 'binary' && baseline.kind === 'binary') {
    const [ours, theirs] = [candidate.positive, baseline.positive];
    if (ours !== theirs) {
      return `The positive class of the candidate is ${quoted(ours)}, and that of the baseline ${quoted(theirs)}, so that they can't be compared row by row. Write the same classes as on the base branch.`;
    }
  }
  if ((candidate.keys === null) === (baseline.keys === null)) return null;
  const [withIds, without] =
    baseline.keys === null ? ['candidate', 'baseline'] : ['baseline', 'candidate'];
  return `The rows of the ${withIds} have ids (evaluate.predictions.id) and those of the ${without} have none, so that it is not known which rows are the same. They can be compared once both have ids.`;
}

/** Why rows without ids can't be compared by their position; null where they can. */
export function unlikePositions(candidate: Predictions, baseline: Predictions): string | null {
  const byPosition = 'Rows without ids are compared by their position, and';
  const mend = 'Name the column of the ids in evaluate.predictions.id.';
  const { rows } = candidate;
  if (rows !== baseline.rows) {
    return `${byPosition} the candidate has ${rowsText(rows)} and the baseline ${rowsText(baseline.rows)}, so that it is not known which are the same. ${mend}`;
  }
  const [isSame, weighsSame] = [sameLabel(candidate, baseline), sameWeight(candidate, baseline)];
  let differing = 0;
  for (let row = 0; row < rows; row++)
    if (!isSame(row, row) || !weighsSame(row, row)) differing += 1;
  if (differing === 0) return null;
  return `${byPosition} at ${grouped(differing)} of ${grouped(rows)} positions the labels or weights differ, so that it is not known which rows are the same. ${mend}`;
}

/** Why so few rows don't make a comparison; null where they are enough. */
export function tooFewRows(counts: RowCounts): string | null {
  const { candidate, baseline, compared } = counts;
  const larger = Math.max(candidate, baseline);
  if (compared === 0) {
    return `None of the ${rowsText(candidate)} of the candidate is, by its id, label and weight, one of the ${rowsText(baseline)} of the baseline. ${advice}`;
  }
  if (100 * compared >= leastPercent * larger) return null;
  const percent = Math.floor((100 * compared) / larger);
  return `Only ${rowsText(compared)} are the same, by id, label and weight, among ${grouped(candidate)} of the candidate and ${grouped(baseline)} of the baseline: that is ${percent}% of the larger number, and at least ${leastPercent}% are needed. ${advice}`;
}

function nameOf({ kind }: Predictions): string {
  const names = {
    numeric: 'a regression model',
    binary: 'a binary model',
    multiclass: 'a multiclass model',
    ranking: 'a ranking model',
  } as const;
  return names[kind];
}

function rowsText(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'row' : 'rows'}`;
}
