import { literal } from './literal.ts';
import { noValue } from './number.ts';
import { firstRows, more, table } from './table.ts';

/** One value that an automatic pull request writes. */
export interface StateChange {
  /** Relative to the repository's root. */
  readonly file: string;
  /** The path of the value in the file. */
  readonly key: string;
  /** Null when the file had no such value. */
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
}

const most = 50;

/** What a pull request changes, as a table. */
export function stateChanges(changes: readonly StateChange[]): readonly string[] {
  const { shown, left } = firstRows(changes, most);
  const rows = shown.map(({ file, key, before, after }) => [
    literal(file, 120),
    literal(key, 120),
    value(before),
    value(after),
  ]);
  const columns = ['File', 'Value', 'Before', 'After'].map(
    (heading) => ({ heading, align: 'left' }) as const,
  );
  return [...table(columns, rows), ...more(left, 'values change.')];
}

function value(content: StateChange['before']): string {
  return content === null ? noValue : literal(String(content), 160);
}
