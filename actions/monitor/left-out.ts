import type { UnreadableFile } from '../../adapters/tabular/readable-files.ts';
import { formatCount } from '../../core/report/number.ts';
import { bounded } from '../../core/text/bounded.ts';
import type { DriftSide } from '../../schemas/types.ts';
import { warned } from './warned.ts';

/** So many files are named in the log and the summary, and so many in the record. */
const most = { told: 10, recorded: 20, path: 512 } as const;

/** Tells of files that are left out: each with its reason while they are few. Nothing where there are none. */
export function leftOut(unreadable: readonly UnreadableFile[]): {
  readonly notes: readonly string[];
  readonly field: Pick<DriftSide, 'unreadable'>;
} {
  if (unreadable.length === 0) return { notes: [], field: {} };
  const told = unreadable
    .slice(0, most.told)
    .map(({ file, reason }) => `${file.shown} is left out. ${reason}`);
  const more = unreadable.length - told.length;
  const rest = more === 0 ? [] : [`${formatCount(more, 'more file')} could not be opened.`];
  const files = unreadable
    .slice(0, most.recorded)
    .map(({ file, reason }) => ({ path: bounded(file.shown, most.path), reason }));
  return {
    notes: [...told, ...rest].flatMap(warned),
    field: { unreadable: { count: unreadable.length, files } },
  };
}
