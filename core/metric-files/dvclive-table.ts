import { type Measured, measuredText, type Reading } from './measured.ts';
import { type MetricSource, refusal } from './source.ts';

/** Whether a text is the table that DVCLive keeps of one metric: separated by tabs, with a column `step`. */
export function looksLikeDvcliveTable(text: string): boolean {
  const columns = columnsOf(text.slice(0, 4096).split('\n', 1)[0] ?? '');
  return columns.length > 1 && columns.includes('step');
}

/**
 * The values at the largest step of such a table, by column; of equal steps the last, which a resumed training wrote.
 * Throws an InputError with the line for a row without a step or a value.
 */
export function lastOfDvcliveTable(text: string, source: MetricSource): readonly Reading[] {
  const [header = '', ...rows] = text.split('\n');
  const columns = columnsOf(header);
  let last = Number.NEGATIVE_INFINITY;
  let readings: readonly Reading[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue;
    const cells = columnsOf(row);
    const step = measuredText(cells[columns.indexOf('step')] ?? '');
    if (typeof step !== 'number') throw malformed(source, index + 2);
    if (step < last) continue;
    last = step;
    readings = columns.flatMap((key, column) =>
      key === 'step' || key === 'timestamp' ? [] : [{ key, value: cellValue(cells[column]) }],
    );
  }
  return readings;
}

/** What is no number where one belongs is as good as missing. */
function cellValue(cell: string | undefined): Measured {
  return measuredText(cell ?? '') ?? null;
}

function columnsOf(line: string): readonly string[] {
  return line.replace(/\r$/, '').split('\t');
}

function malformed(source: MetricSource, line: number): Error {
  return refusal(
    'unreadable-report',
    source,
    `${source.name} (line ${line}) has no step, which DVCLive writes in every row: let the training write it again, or take it out of evaluate.report.`,
    { line },
  );
}
