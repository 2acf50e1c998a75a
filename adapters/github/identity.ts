/** An account that acts at GitHub. */
export interface Account {
  readonly login: string;
  /** False for a workflow job's own token: GitHub starts no workflow for what it pushes and opens. */
  readonly startsWorkflows: boolean;
}

/** Who we are at GitHub: an app, and its bot. */
export interface Identity extends Account {
  /** The app's id. */
  readonly id: number;
  /** Whether GitHub tells us when somebody presses a button of our check. */
  readonly hearsButtons: boolean;
}
