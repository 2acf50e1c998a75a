import type { Comparison, EvaluationRecord } from '../../schemas/types.ts';
import { fit, type Part } from './fit.ts';
import { intervalSource } from './interval-source.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import { metricsTable } from './metrics-table.ts';
import { formatCount, formatDuration, formatNumber } from './number.ts';
import { paragraphs } from './paragraphs.ts';
import { pictures } from './pictures/index.ts';
import { prose } from './prose.ts';
import { recordedMetrics } from './recorded-comparison.ts';
import { signs } from './sign.ts';
import { slicesOf } from './slices.ts';
import { slicesTables } from './slices-table.ts';
import { firstRows, more, table } from './table.ts';

const mostReported = 60;

/**
 * The job summary of `evaluate`: the same tables and pictures as the comment's, for each comparison that the record
 * holds; without one beside the champion where it was evaluated on the same rows; else the values alone.
 */
export function renderEvaluationSummary(
  evaluation: EvaluationRecord,
  champion: EvaluationRecord | null,
): string {
  const name = literal(evaluation.model, 64);
  if (evaluation.status === 'failed') {
    const why = evaluation.failure?.message ?? 'The record does not say why.';
    return fit([`## ${signs.fail} Evaluation of ${name} failed`, '', prose(why, 2_000)], [], []);
  }
  const same =
    champion?.evaluationSet !== undefined &&
    champion.evaluationSet.digest === evaluation.evaluationSet?.digest;
  const beside = same ? champion : null;
  return fit(
    [`## Evaluation of ${name}`, '', rowsSentence(evaluation)],
    [
      ...metricParts(evaluation, champion, beside),
      essential(champion === null || same ? [] : [differs]),
      ...detailParts(evaluation, beside),
      { essential: false, lines: reported(evaluation) },
    ],
    [],
  );
}

const differs =
  'The champion was evaluated on other rows; its numbers are not shown, since they cannot be compared.';

function rowsSentence({ evaluationSet, durationSeconds, artifact }: EvaluationRecord): string {
  const rows =
    evaluationSet === undefined ? 'no evaluation set' : formatCount(evaluationSet.rows, 'row');
  return `On ${rows} (evaluation set ${digest(evaluationSet?.digest)}), model ${digest(artifact)}, in ${formatDuration(durationSeconds)}. The verdict, by the gate of the base branch, is given on the pull request.`;
}

function metricParts(
  evaluation: EvaluationRecord,
  champion: EvaluationRecord | null,
  beside: EvaluationRecord | null,
): readonly Part[] {
  const comparisons = evaluation.comparisons ?? [];
  const compared = comparisons.filter(({ refused }) => refused === undefined);
  const parts = comparisons.flatMap((comparison) =>
    comparedParts(evaluation, comparison, champion),
  );
  if (compared.length > 0) return parts;
  const metrics = recordedMetrics(evaluation, beside);
  const title = beside === null ? [] : [`Against ${championName(beside)}, without comparing rows:`];
  return [
    ...parts,
    essential(title),
    metricsTable({ comparisons: metrics, softened: false, history: [] }),
  ];
}

/** One comparison row by row; or why there is none. */
function comparedParts(
  evaluation: EvaluationRecord,
  comparison: Comparison,
  champion: EvaluationRecord | null,
): readonly Part[] {
  const { baseline, refused, notes = [] } = comparison;
  const isChampion = champion !== null && champion.id === baseline.evaluation;
  const name = isChampion
    ? championName(champion)
    : `the evaluation ${digest(baseline.evaluation)}`;
  if (refused !== undefined) {
    return [essential([`${signs.inconclusive} Not compared with ${name}: ${prose(refused, 600)}`])];
  }
  const metrics = recordedMetrics(evaluation, comparison);
  return [
    essential([`Against ${name}:`]),
    metricsTable({ comparisons: metrics, softened: false, history: [] }),
    essential(intervalSource(metrics, comparison)),
    essential(paragraphs(notes.map((note) => prose(note, 600)))),
  ];
}

function championName({ subject }: EvaluationRecord): string {
  return subject.kind === 'champion'
    ? `the champion ${literal(`v${subject.version}`, 40)}`
    : 'the champion';
}

function detailParts(
  evaluation: EvaluationRecord,
  beside: EvaluationRecord | null,
): readonly Part[] {
  const comparison = evaluation.comparisons?.find(({ refused }) => refused === undefined) ?? null;
  const comparisons = recordedMetrics(evaluation, comparison ?? beside);
  return [
    ...slicesTables(comparisons, slicesOf(comparison, evaluation, beside), []),
    ...pictures({ candidate: evaluation, baseline: beside, comparisons, history: [] }),
  ];
}

function reported(evaluation: EvaluationRecord): readonly string[] {
  const rows = evaluation.reported.flatMap(({ path, values }) =>
    Object.entries(values).map(([key, value]) => [
      literal(path, 80),
      literal(key, 80),
      formatNumber(value),
    ]),
  );
  if (rows.length === 0) return [];
  const { shown, left } = firstRows(rows, mostReported);
  const rest = more(left, 'numbers were reported.');
  return [
    'Reported by the project itself:',
    '',
    ...table(
      [
        { heading: 'File', align: 'left' },
        { heading: 'Key', align: 'left' },
        { heading: 'Value', align: 'right' },
      ],
      shown,
    ),
    ...rest,
  ];
}

function essential(lines: readonly string[]): Part {
  return { essential: true, lines };
}
