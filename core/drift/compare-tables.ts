import type { MonitorConfig } from '../../schemas/types.ts';
import { profileTable } from '../profile/from-table.ts';
import type { ColumnType, TableProfile } from '../profile/profile.ts';
import { shapesOf } from '../profile/shapes-of.ts';
import type { Table } from '../table.ts';
import { examineDrift } from './examine-drift.ts';
import type { DriftFindings } from './facts.ts';
import { noColumn } from './select-features.ts';
import { timeWindow } from './window.ts';

/** What is compared, from the configuration's `monitor`. */
export interface DriftOptions {
  /** The column of the time, by which the window is named. */
  readonly time: string | undefined;
  readonly features: MonitorConfig['features'];
}

/**
 * Compares two tables of texts, all current rows as one window. Throws an InputError: `no-column` for a feature that the
 * reference lacks or a time column that the current data do, `bad-value` for a time without order.
 */
export function compareDrift(
  reference: Table,
  current: Table,
  options: DriftOptions,
): DriftFindings {
  const time = options.time ?? null;
  // Without a clock nothing is in the future.
  const now = new Date(8.64e15);
  const texts = time === null ? undefined : current.columns.get(time);
  if (time !== null && texts === undefined) {
    throw noColumn(current.columns, time, 'current', 'monitor.time');
  }
  const before = profileTable(reference, null, now);
  const whole = profileTable(current, shapesOf(before), now);
  const { freshness: _, ...findings } = examineDrift({
    reference: { profile: before, types: typesOf(before, reference), calibration: new Map() },
    current: {
      whole,
      windows: [],
      types: typesOf(before, current),
      span: time === null || texts === undefined ? null : timeWindow(texts, time),
      withoutWindow: 0,
    },
    options: {
      time,
      features: options.features,
      importance: null,
      prediction: null,
      label: null,
      thresholds: undefined,
      persistence: undefined,
      freshnessMs: null,
    },
    now,
  });
  return findings;
}

/** Texts say nothing of a type, so both sides have that of the reference. */
function typesOf(reference: TableProfile, table: Table): ReadonlyMap<string, ColumnType> {
  const types = { numeric: 'number', categorical: 'text', text: 'text', time: 'time' } as const;
  return new Map(
    [...table.columns.keys()].map((name) => {
      const kind = reference.columns.get(name)?.kind;
      return [name, kind === undefined ? 'text' : types[kind]];
    }),
  );
}
