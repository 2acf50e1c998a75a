import type { EvaluationRecord } from '../../schemas/types.ts';
import { fit } from './fit.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import {
  alike,
  formatCount,
  formatDuration,
  formatNumber,
  formatSigned,
  noValue,
} from './number.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';
import { type Column, firstRows, more, table } from './table.ts';

const most = { metrics: 100, reported: 60 };

/** The job summary of `evaluate`: the metrics, beside the champion's where it was evaluated on the same rows. */
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
  return fit(
    [`## Evaluation of ${name}`, '', rowsSentence(evaluation)],
    [
      { essential: true, lines: metrics(evaluation, same ? champion : null) },
      { essential: true, lines: champion === null || same ? [] : [differs] },
      { essential: false, lines: reported(evaluation) },
    ].filter(({ lines }) => lines.length > 0),
    [],
  );
}

const differs =
  'The champion was evaluated on other rows; its numbers are not shown, since they cannot be compared.';

function rowsSentence({ evaluationSet, durationSeconds, artifact }: EvaluationRecord): string {
  const rows =
    evaluationSet === undefined ? 'no evaluation set' : formatCount(evaluationSet.rows, 'row');
  return `On ${rows} (evaluation set ${digest(evaluationSet?.digest)}), model ${digest(artifact)}, in ${formatDuration(durationSeconds)}. The verdict is given on the pull request.`;
}

function metrics(
  evaluation: EvaluationRecord,
  champion: EvaluationRecord | null,
): readonly string[] {
  const beside =
    champion?.subject.kind === 'champion' ? `Champion v${champion.subject.version}` : 'Champion';
  const columns: readonly Column[] = [
    { heading: 'Metric', align: 'left' },
    ...(champion === null ? [] : [{ heading: beside, align: 'right' } as const]),
    { heading: champion === null ? 'Value' : 'Candidate', align: 'right' },
    ...(champion === null ? [] : [{ heading: 'Difference', align: 'right' } as const]),
    { heading: 'n', align: 'right' },
  ];
  const { shown, left } = firstRows(Object.entries(evaluation.metrics), most.metrics);
  const rows = shown.map(([id, { value, rows }]) => {
    const other = champion === null ? null : valueOf(champion, id);
    const format = alike([value, other]);
    const cells = [`**${format(value)}**`];
    if (champion !== null) {
      cells.unshift(format(other));
      cells.push(value === null || other === null ? noValue : formatSigned(value - other));
    }
    return [literal(id, 64), ...cells, rows.toLocaleString('en-US')];
  });
  return [...table(columns, rows), ...more(left, 'metrics are not shown.')];
}

function valueOf({ metrics }: EvaluationRecord, id: string): number | null {
  return Object.hasOwn(metrics, id) ? (metrics[id]?.value ?? null) : null;
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
  const { shown, left } = firstRows(rows, most.reported);
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
