import { firstRows } from './keys.ts';
import { withCommonClasses } from './pairing/common-classes.ts';
import type { RowCounts } from './pairing/row-counts.ts';
import { matchRows } from './pairing/match-rows.ts';
import { classNotes, droppedNotes } from './pairing/notes.ts';
import { tooFewRows, unlikeModels, unlikePositions } from './pairing/refusals.ts';
import { sameLabel, sameWeight } from './pairing/same-label.ts';
import type { Predictions } from './predictions.ts';

/** The rows that two evaluations share; or, where `refused` says why, that they can't be compared. */
export type Pairing = RefusedPairing | RowPairing;

export interface RefusedPairing {
  /** One or two sentences: why, and what to do. */
  readonly refused: string;
  readonly counts: RowCounts;
  /** What is worth knowing of the rows, a sentence each. */
  readonly notes: readonly string[];
}

export interface RowPairing {
  readonly refused: null;
  readonly counts: RowCounts;
  readonly notes: readonly string[];
  /** As they were given, but that the same code means the same class in both. */
  readonly candidate: Predictions;
  readonly baseline: Predictions;
  /** The compared rows of the candidate in its order, and at the same place the row of the baseline. */
  readonly candidateRows: Uint32Array;
  readonly baselineRows: Uint32Array;
}

/**
 * Pairs the rows of two evaluations by their ids, or where both have none by their position. Rows that only one of them
 * has and rows whose label or weight differs fall out; less than 80% of the larger one's rows are not compared.
 */
export function pairRows(candidate: Predictions, baseline: Predictions): Pairing {
  const unlike = unlikeModels(candidate, baseline);
  if (unlike !== null) return { refused: unlike, counts: noneOf(candidate, baseline), notes: [] };
  return candidate.keys === null || baseline.keys === null
    ? pairByPosition(candidate, baseline)
    : pairByKeys(candidate, baseline, matchRows(candidate.keys, baseline.keys));
}

function pairByPosition(candidate: Predictions, baseline: Predictions): Pairing {
  const counts = noneOf(candidate, baseline);
  const notes = classNotes(candidate, baseline);
  const refused = unlikePositions(candidate, baseline);
  if (refused !== null) return { refused, counts, notes };
  const rows = firstRows(candidate.rows);
  return {
    refused,
    counts: { ...counts, compared: rows.length },
    notes,
    ...withSameCodes(candidate, baseline),
    candidateRows: rows,
    baselineRows: rows,
  };
}

function pairByKeys(candidate: Predictions, baseline: Predictions, matches: Int32Array): Pairing {
  const { relabelled, reweighted, ...rows } = sameRows(candidate, baseline, matches);
  const counts = { ...noneOf(candidate, baseline), compared: rows.candidateRows.length };
  const notes = [
    ...droppedNotes({ ...counts, relabelled, reweighted }),
    ...classNotes(candidate, baseline),
  ];
  const refused = tooFewRows(counts);
  if (refused !== null) return { refused, counts, notes };
  return { refused, counts, notes, ...withSameCodes(candidate, baseline), ...rows };
}

function noneOf(candidate: Predictions, baseline: Predictions): RowCounts {
  return { candidate: candidate.rows, baseline: baseline.rows, compared: 0 };
}

/** How many matched rows fell out. */
interface Changed {
  readonly relabelled: number;
  readonly reweighted: number;
}

/** Of the matched rows those with the same label and weight, and how many have another. */
function sameRows(
  candidate: Predictions,
  baseline: Predictions,
  matches: Int32Array,
): Pick<RowPairing, 'candidateRows' | 'baselineRows'> & Changed {
  const [isSame, weighsSame] = [sameLabel(candidate, baseline), sameWeight(candidate, baseline)];
  const candidateRows = new Uint32Array(matches.length);
  const baselineRows = new Uint32Array(matches.length);
  let count = 0;
  let relabelled = 0;
  let reweighted = 0;
  for (const [row, other] of matches.entries()) {
    if (other < 0) continue;
    if (!weighsSame(row, other)) {
      reweighted += 1;
    } else if (isSame(row, other)) {
      candidateRows[count] = row;
      baselineRows[count] = other;
      count += 1;
    } else {
      relabelled += 1;
    }
  }
  return {
    candidateRows: candidateRows.subarray(0, count),
    baselineRows: baselineRows.subarray(0, count),
    relabelled,
    reweighted,
  };
}

function withSameCodes(
  candidate: Predictions,
  baseline: Predictions,
): Pick<RowPairing, 'candidate' | 'baseline'> {
  if (candidate.kind !== 'multiclass' || baseline.kind !== 'multiclass') {
    return { candidate, baseline };
  }
  const [ours, theirs] = withCommonClasses(candidate, baseline);
  return { candidate: ours, baseline: theirs };
}
