import {
  examineDrift,
  type DriftFactsOptions,
  type DriftFindings,
} from '../../../core/drift/index.ts';
import { mergeProfiles } from '../../../core/profile/merge.ts';
import type {
  Calibration,
  ColumnProfile,
  ColumnType,
  TableProfile,
  TimesSeen,
  WindowProfile,
} from '../../../core/profile/profile.ts';
import type { FeatureDrift } from '../../../schemas/types.ts';

export type ProfiledColumns = Readonly<Record<string, ColumnProfile>>;

const dayMs = 24 * 60 * 60_000;
const firstDay = Date.parse('2026-01-01');

export const defaults: DriftFactsOptions = {
  time: null,
  features: 'auto',
  importance: null,
  prediction: null,
  label: null,
  thresholds: undefined,
  persistence: undefined,
  hasWindows: false,
  freshnessMs: null,
};

/** What may be said beside the columns. */
export interface Facts {
  readonly options?: Partial<DriftFactsOptions>;
  readonly calibration?: ReadonlyMap<string, Calibration>;
  readonly now?: string;
  readonly referenceTypes?: Readonly<Record<string, ColumnType>>;
  readonly types?: Readonly<Record<string, ColumnType>>;
  readonly span?: { readonly start: string; readonly end: string };
  readonly withoutWindow?: number;
  readonly times?: TimesSeen;
}

/** The profile of a table of these columns. */
export function profileOf(columns: ProfiledColumns): TableProfile {
  const rows = Math.max(0, ...Object.values(columns).map((column) => column.rows));
  return { rows, columns: new Map(Object.entries(columns)) };
}

/** Examines windows of a day each, from 2026-01-01 on. */
export function examineWindows(
  reference: ProfiledColumns,
  days: readonly ProfiledColumns[],
  facts: Facts = {},
): DriftFindings {
  const windows = days.map((columns, day): WindowProfile => {
    const start = firstDay + day * dayMs;
    return { ...profileOf(columns), start, end: start + dayMs };
  });
  return found(reference, mergeProfiles(windows), windows, facts);
}

/** Examines all current data as one window. */
export function examineWhole(
  reference: ProfiledColumns,
  current: ProfiledColumns,
  facts: Facts = {},
): DriftFindings {
  return found(reference, profileOf(current), [], facts);
}

function found(
  reference: ProfiledColumns,
  whole: TableProfile,
  windows: readonly WindowProfile[],
  { options = {}, calibration, now, referenceTypes, types, span, withoutWindow = 0, times }: Facts,
): DriftFindings {
  return examineDrift({
    reference: {
      profile: profileOf(reference),
      types:
        referenceTypes === undefined ? numbersIn(Object.keys(reference)) : typesOf(referenceTypes),
      calibration: calibration ?? new Map(),
    },
    current: {
      whole,
      windows,
      types: types === undefined ? numbersIn(whole.columns.keys()) : typesOf(types),
      span: span ?? null,
      withoutWindow,
      times: times ?? null,
    },
    options: { ...defaults, ...options },
    now: new Date(now ?? '2026-06-01T00:00:00Z'),
  });
}

function numbersIn(columns: Iterable<string>): ReadonlyMap<string, ColumnType> {
  return new Map([...columns].map((name) => [name, 'number']));
}

function typesOf(types: Readonly<Record<string, ColumnType>>): ReadonlyMap<string, ColumnType> {
  return new Map(Object.entries(types));
}

/** The feature of that name. */
export function featureIn({ features }: DriftFindings, name: string): FeatureDrift {
  const one = features.find(({ feature }) => feature === name);
  if (one === undefined) throw new TypeError(`There is no feature ${name}.`);
  return one;
}
