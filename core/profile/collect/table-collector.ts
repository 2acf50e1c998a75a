import { calibrate } from '../../drift/calibrate.ts';
import type { Calibration, ColumnProfile, Profiled, TableProfile } from '../profile.ts';
import type { ColumnCollector } from './column-collector.ts';
import type { RowGroups } from './row-groups.ts';
import type { Tallies } from './tally.ts';
import type { ChosenWindow } from './windows.ts';

/** What was counted of a table. */
export interface Collected {
  readonly groups: RowGroups;
  readonly windows: readonly ChosenWindow[];
  /** The rows of each group. */
  readonly rows: Tallies;
  readonly columns: ReadonlyMap<string, ColumnCollector>;
}

/** The profiles of the whole table and of its windows. */
export function profilesOf(collected: Collected): Pick<Profiled, 'whole' | 'windows'> {
  const { groups, windows } = collected;
  return {
    whole: tableOf(collected, groups.all),
    windows: windows.map((window, index) => ({
      ...window,
      ...tableOf(collected, groups.windows[index] ?? []),
    })),
  };
}

/** How much the parts of the table differ from the whole. */
export function calibrationOf(
  collected: Collected,
  whole: TableProfile,
): ReadonlyMap<string, Calibration> {
  const { groups, columns } = collected;
  if (groups.parts.length === 0) return new Map();
  const found = new Map<string, Calibration>();
  // Column by column, so that the parts of one are held at a time.
  for (const [name, collector] of columns) {
    const profile = whole.columns.get(name);
    if (profile === undefined || profile.kind === 'time') continue;
    const parts = groups.parts.map((part) => alone(name, collector.profile(part)));
    const calibration = calibrate(alone(name, profile), parts).get(name);
    if (calibration !== undefined) found.set(name, calibration);
  }
  return found;
}

function alone(name: string, column: ColumnProfile): TableProfile {
  return { rows: column.rows, columns: new Map([[name, column]]) };
}

function tableOf({ rows, columns }: Collected, groups: readonly number[]): TableProfile {
  return {
    rows: rows.sum(groups).rows,
    columns: new Map([...columns].map(([name, column]) => [name, column.profile(groups)])),
  };
}
