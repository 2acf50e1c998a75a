import { literal, oneLine } from './literal.ts';
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
/** What is longer pushes the columns of a table off the page. */
const longestCell = 40;
const longestLine = 300;

/** What a pull request changes: as a table, or where a value is long, such as an address, line by line as git shows it. */
export function stateChanges(changes: readonly StateChange[]): readonly string[] {
  const { shown, left } = firstRows(changes, most);
  const isLong = shown.some(({ before, after }) =>
    [before, after].some((content) => String(content).length > longestCell),
  );
  const lines = isLong ? asDiff(shown) : asTable(shown);
  return [...lines, ...more(left, 'values change.')];
}

function asTable(changes: readonly StateChange[]): readonly string[] {
  const rows = changes.map(({ file, key, before, after }) => [
    literal(file, 120),
    literal(key, 120),
    value(before),
    value(after),
  ]);
  const columns = ['File', 'Value', 'Before', 'After'].map(
    (heading) => ({ heading, align: 'left' }) as const,
  );
  return table(columns, rows);
}

function value(content: StateChange['before']): string {
  return content === null ? noValue : literal(String(content), 160);
}

/** A fenced block for each file. Nothing in it is Markdown, a mention or a link, and its fence is longer than any in it. */
function asDiff(changes: readonly StateChange[]): readonly string[] {
  const files = [...new Set(changes.map(({ file }) => file))];
  return files.flatMap((file, index) => {
    const lines = changes
      .filter((change) => change.file === file)
      .flatMap(({ key, before, after }) => [
        `  ${oneLine(key, 120)}:`,
        ...(before === null ? [] : [`- ${oneLine(String(before), longestLine)}`]),
        ...(after === null ? [] : [`+ ${oneLine(String(after), longestLine)}`]),
      ]);
    const runs = lines.join('\n').match(/`+/g) ?? [];
    const fence = '`'.repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
    const block = [`In ${literal(file, 200)}:`, '', `${fence}diff`, ...lines, fence];
    return index === 0 ? block : ['', ...block];
  });
}
