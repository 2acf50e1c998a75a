import type { DriftRecord } from '../../schemas/types.ts';
import type { Result } from '../result.ts';

/** The format of another monitor. What it is given is hostile: `read` answers with a reason, and never throws. */
export interface Monitor {
  /** As the endpoint's path and the record name it. */
  readonly id: string;
  /** The tool, as people call it. */
  readonly title: string;
  /** Whether it may leave out what is well, so that a report that is stable speaks of all. */
  readonly listsOnlyAmiss: boolean;
  /** The reports in a payload, at least one; or a sentence that says what was expected. `payload` comes of `parsePayload`. */
  read(payload: unknown, context: MonitorContext): Result<readonly Report[]>;
}

/** What is known beside the payload. */
export interface MonitorContext {
  /** `owner/name` of the repository for which it was sent. */
  readonly repository: string;
  /** The model that the sender named beside the payload; null for none. */
  readonly model: string | null;
  /** When it was found, as the sender said beside the payload; null for nothing. */
  readonly at: string | null;
}

/** What one report tells of one model: small and plain, so that the inbox can keep it. */
export interface Report {
  /** What makes the report the same when it comes again. */
  readonly key: string;
  readonly model: string;
  /** When this was so, as the monitor says: RFC 3339 in UTC. Records are ordered by it. */
  readonly at: string;
  readonly url: string | null;
  /** Which of the tool's monitors says so: one does not answer for another. Null where it has only one. */
  readonly stream: string | null;
  /** Whether the monitor has decided by itself that this is an alarm that lasts. */
  readonly decided: boolean;
  /** The commit that it speaks of; null: that of the default branch. */
  readonly commit: string | null;
  readonly window: { readonly start: string; readonly end: string } | null;
  readonly findings: Findings;
}

/** The part of a drift record that a monitor says. */
export type Findings = Pick<
  DriftRecord,
  | 'outcome'
  | 'features'
  | 'reference'
  | 'current'
  | 'durationSeconds'
  | 'windows'
  | 'drifted'
  | 'persistence'
  | 'schemaChanges'
  | 'freshness'
  | 'volume'
  | 'multivariate'
  | 'performance'
  | 'slices'
>;
