import type { DriftSide } from '../../schemas/types.ts';
import { formatCount } from '../report/number.ts';
import { bounded } from '../text/bounded.ts';

/** A file of the current data that could not be opened as a table, and why, as a sentence. */
export interface LeftOutFile {
  readonly path: string;
  readonly reason: string;
}

/** So many files are named in the log and the summary, and so many in the record. */
const most = { told: 10, recorded: 20, path: 512 } as const;

/** What is said of files that are left out: each with its reason while they are few. Nothing where there are none. */
export function leftOut(unreadable: readonly LeftOutFile[]): {
  readonly notes: readonly string[];
  readonly field: Pick<DriftSide, 'unreadable'>;
} {
  if (unreadable.length === 0) return { notes: [], field: {} };
  const told = unreadable
    .slice(0, most.told)
    .map(({ path, reason }) => `${path} is left out. ${reason}`);
  const more = unreadable.length - told.length;
  const rest = more === 0 ? [] : [`${formatCount(more, 'more file')} could not be opened.`];
  const files = unreadable
    .slice(0, most.recorded)
    .map(({ path, reason }) => ({ path: bounded(path, most.path), reason }));
  return {
    notes: [...told, ...rest],
    field: { unreadable: { count: unreadable.length, files } },
  };
}
