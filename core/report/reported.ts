import type { EvaluationRecord, ReportedMetrics } from '../../schemas/types.ts';
import { literal } from './literal.ts';
import { formatNumber, noValue } from './number.ts';
import { firstRows, more, table } from './table.ts';

const most = 60;

/** What stands in a project's metric file for a number that is none. */
const notFiniteWords = {
  NaN: 'NaN',
  Infinity: 'Infinity',
  '-Infinity': '\u2212Infinity',
} as const satisfies {
  readonly [Key in NonNullable<ReportedMetrics['notFinite']>[string]]: string;
};

/** The project's own numbers, as its metric files tell them; empty when there are none. */
export function reportedTable({ reported }: EvaluationRecord): readonly string[] {
  const rows = reported.flatMap((file) =>
    keysOf(file).map((key) => [literal(file.path, 80), literal(key, 80), valueText(file, key)]),
  );
  if (rows.length === 0) return [];
  const { shown, left } = firstRows(rows, most);
  const columns = [
    { heading: 'File', align: 'left' },
    { heading: 'Key', align: 'left' },
    { heading: 'Value', align: 'right' },
  ] as const;
  return [...table(columns, shown), ...more(left, 'numbers were reported.')];
}

/** The same beside the baseline's. */
export function reportedBeside(
  evaluation: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
): readonly string[] {
  const rows = (evaluation?.reported ?? []).flatMap((file) => {
    const before = baseline?.reported.find(({ path }) => path === file.path);
    return keysOf(file).map((key) => [
      `${literal(file.path, 80)} ${literal(key, 80)}`,
      before === undefined ? noValue : valueText(before, key),
      valueText(file, key),
    ]);
  });
  if (rows.length === 0) return [];
  const { shown, left } = firstRows(rows, most);
  const columns = [
    { heading: 'Reported by the project', align: 'left' },
    { heading: 'Baseline', align: 'right' },
    { heading: 'Candidate', align: 'right' },
  ] as const;
  return [...table(columns, shown), ...more(left, 'numbers were reported.')];
}

function keysOf({ values, notFinite = {} }: ReportedMetrics): readonly string[] {
  return [...new Set([...Object.keys(values), ...Object.keys(notFinite)])];
}

/** The number, or the word for one that is none: a dash would say that nothing was reported. */
function valueText({ values, notFinite = {} }: ReportedMetrics, key: string): string {
  const spelled = Object.hasOwn(notFinite, key) ? notFinite[key] : undefined;
  if (spelled !== undefined) return notFiniteWords[spelled];
  return formatNumber(Object.hasOwn(values, key) ? (values[key] ?? null) : null);
}
