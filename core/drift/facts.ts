import type { DriftRecord, PersistenceConfig } from '../../schemas/types.ts';
import type { Profiled, ReferenceProfile } from '../profile/profile.ts';
import type { SubjectOptions } from './subjects.ts';

/** What is known before drift is looked for. */
export interface DriftFacts {
  readonly reference: ReferenceProfile;
  readonly current: Profiled;
  readonly options: DriftFactsOptions;
  /** The moment of monitoring. */
  readonly now: Date;
}

/** What the configuration says of it. */
export interface DriftFactsOptions extends SubjectOptions {
  /** Default: 2 of 3. */
  readonly persistence: PersistenceConfig | undefined;
  /** Whether the current data are to be cut into windows: where none is over yet, nothing is judged. */
  readonly hasWindows: boolean;
  /** How old the newest row may be; null: any age. */
  readonly freshnessMs: number | null;
}

/** What is found: the fields of a drift record that depend on the profiles. */
export type DriftFindings = Pick<
  DriftRecord,
  | 'outcome'
  | 'window'
  | 'drifted'
  | 'windows'
  | 'persistence'
  | 'schemaChanges'
  | 'freshness'
  | 'volume'
  | 'features'
>;
