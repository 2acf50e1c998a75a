import type { Comparison, EvaluationRecord } from '../../schemas/types.ts';
import { fit, type Part } from './fit.ts';
import { intervalSource } from './interval-source.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import { metricsTable } from './metrics-table.ts';
import { formatCount, formatDuration } from './number.ts';
import { onDriftLines } from './on-drift.ts';
import { paragraphs } from './paragraphs.ts';
import { pictures } from './pictures/index.ts';
import { prose } from './prose.ts';
import { recordedMetrics } from './recorded-comparison.ts';
import { reportedTable } from './reported.ts';
import { signs } from './sign.ts';
import { slicesOf } from './slices.ts';
import { slicesTables } from './slices-table.ts';
import { trainingsOf, valuesSource } from './trainings.ts';

/** The records of what was there before, where they are at hand. */
export interface EarlierEvaluations {
  /** The champion, evaluated again on the candidate's evaluation set. */
  readonly champion: EvaluationRecord | null;
  /** The baseline that the rows were compared with. */
  readonly baseline: EvaluationRecord | null;
}

/**
 * The job summary of `evaluate`: the same tables and pictures as the comment's, against what the record was compared
 * with row by row; else beside a record on the same evaluation set; else the values alone.
 */
export function renderEvaluationSummary(
  evaluation: EvaluationRecord,
  earlier: EarlierEvaluations,
): string {
  const name = literal(evaluation.model, 64);
  if (evaluation.status === 'failed') {
    const why = evaluation.failure?.message ?? 'The record does not say why.';
    return fit([`## ${signs.fail} Evaluation of ${name} failed`, '', prose(why, 2_000)], [], []);
  }
  const own = reportedTable(evaluation);
  return fit(
    [`## Evaluation of ${name}`, '', rowsSentence(evaluation)],
    [
      ...refusals(evaluation, earlier),
      ...comparedParts(evaluation, earlier),
      essential(onDriftLines(evaluation.onDrift)),
      {
        essential: false,
        lines: own.length === 0 ? [] : ['Reported by the project itself:', '', ...own],
      },
    ],
    [],
  );
}

function rowsSentence(evaluation: EvaluationRecord): string {
  const { evaluationSet, durationSeconds, artifact } = evaluation;
  const rows =
    evaluationSet === undefined ? 'no evaluation set' : formatCount(evaluationSet.rows, 'row');
  return `On ${rows} (evaluation set ${digest(evaluationSet?.digest)}), model ${digest(artifact)}, in ${formatDuration(durationSeconds)}. ${verdictSentence(evaluation)}`;
}

function verdictSentence({ workflow }: EvaluationRecord): string {
  const isPullRequest = workflow?.event.startsWith('pull_request') ?? false;
  return isPullRequest
    ? 'The verdict, by the gate of the base branch, is given on the pull request.'
    : 'No gate is applied here: the verdict, where there is one, stands in the checks of the commit.';
}

/** Why some were not compared with row by row, and why the champion is not shown. */
function refusals(evaluation: EvaluationRecord, earlier: EarlierEvaluations): readonly Part[] {
  const { champion } = earlier;
  const refused = (evaluation.comparisons ?? []).flatMap(({ baseline, refused: why }) => {
    if (why === undefined) return [];
    const name = nameOf(baseline.evaluation, recordOf(baseline.evaluation, earlier));
    return [`${signs.inconclusive} Not compared with ${name}: ${prose(why, 600)}`];
  });
  const differs = champion !== null && !onSameRows(champion, evaluation) ? [championDiffers] : [];
  return [...refused, ...differs].map((line) => essential([line]));
}

const championDiffers =
  'The champion was evaluated on other rows; its numbers are not shown, since they cannot be compared.';

function comparedParts(evaluation: EvaluationRecord, earlier: EarlierEvaluations): readonly Part[] {
  const comparison = evaluation.comparisons?.find(({ refused }) => refused === undefined) ?? null;
  const before =
    comparison === null
      ? besideOf(evaluation, earlier)
      : recordOf(comparison.baseline.evaluation, earlier);
  const metrics = recordedMetrics(evaluation, before, comparison);
  const notes = comparison?.notes ?? [];
  return [
    essential(title(comparison, before)),
    metricsTable({ comparisons: metrics, softened: false, history: [] }),
    essential(intervalSource(metrics, comparison)),
    essential(valuesSource(metrics, trainingsOf(evaluation, before))),
    essential(paragraphs(notes.map((note) => prose(note, 600)))),
    ...slicesTables(metrics, slicesOf(comparison, evaluation, before), []),
    ...pictures({ candidate: evaluation, baseline: before, comparisons: metrics, history: [] }),
  ];
}

function title(comparison: Comparison | null, before: EvaluationRecord | null): readonly string[] {
  if (comparison !== null) return [`Against ${nameOf(comparison.baseline.evaluation, before)}:`];
  if (before === null) return [];
  return [`Against ${nameOf(before.id, before)}, without comparing rows:`];
}

function recordOf(id: string, { baseline, champion }: EarlierEvaluations): EvaluationRecord | null {
  return [baseline, champion].find((record) => record?.id === id) ?? null;
}

/** What the values can stand beside without a comparison row by row. */
function besideOf(
  evaluation: EvaluationRecord,
  { baseline, champion }: EarlierEvaluations,
): EvaluationRecord | null {
  const records = [baseline, champion].filter((record) => record !== null);
  return records.find((record) => onSameRows(record, evaluation)) ?? null;
}

function onSameRows(one: EvaluationRecord, other: EvaluationRecord): boolean {
  return (
    one.evaluationSet !== undefined && one.evaluationSet.digest === other.evaluationSet?.digest
  );
}

function nameOf(id: string, record: EvaluationRecord | null): string {
  if (record?.subject.kind === 'champion') {
    return `the champion ${literal(`v${record.subject.version}`, 40)}`;
  }
  const of = record === null ? '' : ` of commit ${literal(record.commit.slice(0, 7))}`;
  return `the evaluation ${digest(id)}${of}`;
}

function essential(lines: readonly string[]): Part {
  return { essential: true, lines };
}
