import type { ConfusionChart, EvaluationRecord } from '../../../schemas/types.ts';
import { literal } from '../literal.ts';
import { formatFixed, formatWhole } from '../number.ts';
import { more, table } from '../table.ts';
import { chartOf, type Picture } from './picture.ts';

/** Beyond these a matrix is too wide to read; the mistakes are listed instead. */
const mostClasses = 8;
const mostMistakes = 15;

/** Rows by true and predicted class: shares of the true class, and how they changed from the baseline. */
export function confusion(
  candidate: EvaluationRecord,
  baseline: EvaluationRecord | null,
): readonly Picture[] {
  const now = chartOf(candidate, 'confusion');
  if (now === null) return [];
  const before = chartOf(baseline, 'confusion');
  const same = before !== null && sameClasses(now, before) ? before : null;
  const change = same === null ? '' : ', and in points how that share changed from the baseline';
  const lines = now.classes.length <= mostClasses ? matrix(now, same) : mistakes(now, same);
  const text = `How many rows of a true class were predicted as what: their share of the true class, their number${change}.`;
  return [{ summary: 'Confusion matrix', lines: [text, '', ...lines] }];
}

function matrix(now: ConfusionChart, before: ConfusionChart | null): readonly string[] {
  const names = now.classes.map((name) => literal(name, 40));
  const columns = ['True \u2193 predicted \u2192', ...names].map(
    (heading, index) => ({ heading, align: index === 0 ? 'left' : 'right' }) as const,
  );
  const rows = names.map((name, row) => [
    name,
    ...names.map((_, column) => {
      const share = shareText(shareAt(now, row, column));
      const count = `${formatWhole(countAt(now, row, column))}${changeText(now, before, row, column)}`;
      return `${row === column ? `**${share}**` : share}<br><sub>${count}</sub>`;
    }),
  ]);
  return table(columns, rows);
}

/** The most frequent confusions of one class with another. */
function mistakes(now: ConfusionChart, before: ConfusionChart | null): readonly string[] {
  const cells = now.classes
    .flatMap((_, row) => now.classes.map((_, column) => ({ row, column })))
    .filter(({ row, column }) => row !== column && countAt(now, row, column) > 0)
    .sort((a, b) => countAt(now, b.row, b.column) - countAt(now, a.row, a.column));
  const rows = cells
    .slice(0, mostMistakes)
    .map(({ row, column }) => [
      literal(now.classes[row] ?? '', 40),
      literal(now.classes[column] ?? '', 40),
      shareText(shareAt(now, row, column)),
      `${formatWhole(countAt(now, row, column))}${changeText(now, before, row, column)}`,
    ]);
  return [
    ...table(
      [
        { heading: 'True', align: 'left' },
        { heading: 'Predicted', align: 'left' },
        { heading: 'Share', align: 'right' },
        { heading: 'Rows', align: 'right' },
      ],
      rows,
    ),
    ...more(cells.length - rows.length, 'confusions are not shown.'),
  ];
}

function sameClasses(a: ConfusionChart, b: ConfusionChart): boolean {
  return JSON.stringify(a.classes) === JSON.stringify(b.classes);
}

function countAt({ rows }: ConfusionChart, row: number, column: number): number {
  return rows[row]?.[column] ?? 0;
}

/** Of the true class; null where it has no rows. */
function shareAt(chart: ConfusionChart, row: number, column: number): number | null {
  const total = (chart.rows[row] ?? []).reduce((sum, count) => sum + count, 0);
  return total > 0 ? countAt(chart, row, column) / total : null;
}

function shareText(share: number | null): string {
  return share === null ? '\u2014' : `${formatFixed(share * 100, 1)}%`;
}

function changeText(
  now: ConfusionChart,
  before: ConfusionChart | null,
  row: number,
  column: number,
): string {
  const share = shareAt(now, row, column);
  const old = before === null ? null : shareAt(before, row, column);
  if (share === null || old === null) return '';
  const points = (share - old) * 100;
  const text = formatFixed(points, 1);
  return ` (${points > 0 && text !== '0.0' ? '+' : ''}${text})`;
}
