/** A job that was given up, as it is shown to whoever runs the app. */
export interface DeadEntry {
  readonly id: string;
  readonly kind: string;
  /** `owner/name`. */
  readonly repository: string;
  /** What only one job at a time works on: a pull request, a model, the ledger. */
  readonly key: string;
  readonly reason: string;
  readonly attempts: number;
  /** ISO 8601. */
  readonly diedAt: string;
}

/** The inbox as it is shown to whoever runs the app; plain, so that it can be sent as JSON. */
export interface InboxReport {
  readonly waiting: number;
  readonly running: number;
  /** How many were given up; those that are listed may be fewer. */
  readonly dead: number;
  readonly oldestDueMs: number;
  readonly byKind: Readonly<Record<string, { readonly waiting: number; readonly running: number }>>;
  /** The newest first. */
  readonly deadJobs: readonly DeadEntry[];
}
