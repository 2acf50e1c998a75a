import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Beside } from '../judge/compare-with.ts';
import { fit } from './fit.ts';
import { commitLink, versionLink } from './link.ts';
import { literal } from './literal.ts';
import { metricsTable } from './metrics-table.ts';
import { formatCount } from './number.ts';
import { prose } from './prose.ts';

/** Where an evaluation of the ledger is from. */
export interface ComparedPlace {
  /** As a person named it. */
  readonly ref: string;
  readonly commit: string;
  /** How many commits it lies before what was named. */
  readonly commitsBehind: number;
  /** The version's tag; null where no version was named. */
  readonly tag: string | null;
}

/** What the answer to `compare` is made of. */
export interface ComparisonText {
  readonly repositoryUrl: string;
  readonly model: string;
  readonly candidate: EvaluationRecord;
  readonly evaluation: EvaluationRecord;
  readonly place: ComparedPlace;
  readonly beside: Beside;
}

/** A table of the metrics of both, and what is to be known of their differences. */
export function renderComparison(text: ComparisonText): string {
  const { repositoryUrl, model, candidate, place, beside } = text;
  const head = `${literal(model, 64)} at ${commitLink(repositoryUrl, candidate.commit)} against ${named(repositoryUrl, place)}.`;
  return fit(
    [[head, ...notesOf(text).map((note) => prose(note, 600))].join(' ')],
    [metricsTable({ comparisons: beside.comparisons, softened: false, history: [] })],
    [],
  );
}

function named(repositoryUrl: string, { ref, commit, commitsBehind, tag }: ComparedPlace): string {
  const at = commitLink(repositoryUrl, commit);
  if (tag !== null) return `${versionLink(repositoryUrl, tag)} from ${at}`;
  const name = literal(ref);
  if (commitsBehind === 0) return commit.startsWith(ref) ? at : `${name}, which is ${at}`;
  return `${at}, ${formatCount(commitsBehind, 'commit')} before ${name}, which has no evaluation of its own`;
}

function notesOf({ candidate, evaluation, beside }: ComparisonText): readonly string[] {
  if (beside.falseComparison !== null) {
    return [`The comparison that the workflow made is not used: ${beside.falseComparison}`];
  }
  if (!beside.alike) {
    const [now, then] = [rowsOf(candidate), rowsOf(evaluation)];
    return [
      `They were evaluated on different rows, ${now} now and ${then} then, so the numbers can't be subtracted: a difference may be that of the rows.`,
    ];
  }
  if (beside.comparisons.some(({ interval }) => interval !== null)) return [];
  return [
    'Both were evaluated on the same rows. They were not compared row by row, so the differences have no interval, and a small one may be chance.',
  ];
}

function rowsOf({ evaluationSet }: EvaluationRecord): string {
  return evaluationSet === undefined
    ? 'an unknown number'
    : `${evaluationSet.rows} of ${evaluationSet.digest.slice(0, 19)}`;
}
