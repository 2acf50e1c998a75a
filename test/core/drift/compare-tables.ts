import { examineDrift, type DriftFindings } from '../../../core/drift/index.ts';
import { momentOf } from '../../../core/profile/collect/instants.ts';
import { timeLine } from '../../../core/profile/collect/time-line.ts';
import type { Profiled } from '../../../core/profile/profile.ts';
import { shapesOf } from '../../../core/profile/shapes-of.ts';
import type { Table } from '../../../core/table.ts';
import type { MonitorConfig } from '../../../schemas/types.ts';
import { collectTable } from '../profile/collect.ts';
import { defaults } from './monitored.ts';

/** What is compared. */
export interface TableOptions {
  /** A column of ISO 8601 or the like, by which the window is named. */
  readonly time?: string;
  readonly features?: MonitorConfig['features'];
}

const now = new Date('2026-01-01');

/** Compares two tables of texts as monitoring compares two files, all current rows as one window. */
export function compareDrift(
  reference: Table,
  current: Table,
  options: TableOptions = {},
): DriftFindings {
  return comparerWith(reference)(current, options);
}

/** The same with one reference, again and again. */
export function comparerWith(
  reference: Table,
): (current: Table, options?: TableOptions) => DriftFindings {
  const before = collectTable(reference, null, now);
  return (current, { time, features } = {}) => {
    const { profile, types } = collectTable(current, shapesOf(before.profile), now);
    const span = time === undefined ? null : spanOf(current, time);
    return examineDrift({
      reference: { ...before, calibration: new Map() },
      current: { whole: profile, windows: [], types, span, withoutWindow: 0, times: null },
      options: { ...defaults, time: time ?? null, features },
      now,
    });
  };
}

function spanOf({ columns }: Table, time: string): Profiled['span'] {
  const texts = columns.get(time) ?? [];
  const line = timeLine(null, now.getTime());
  for (const text of texts) line.add(momentOf(text).instant, 1);
  return line.finish(null, { example: texts[0] ?? null, mixedOffsets: false }).span;
}
