/** Whose work goes first: what people wait for at their screens, what events ask for, what nobody waits for. */
export const priorities = { person: 0, event: 1, background: 2 } as const;

export type Priority = keyof typeof priorities;

/** A task in a repository, as the inbox keeps it. */
export interface Job<Task> {
  /** Unique, and the same for the same thing: a delivery with its place among that delivery's jobs, or what is meant. */
  readonly id: string;
  /** Of jobs with one key in one repository, one runs at a time, in the order of their arrival. */
  readonly key: string;
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  readonly priority: Priority;
  /** The delivery that asked for it; null for what the app asks of itself. */
  readonly delivery: string | null;
  readonly task: Task;
}

/** A delivery of GitHub's. */
export interface Delivery {
  /** `X-GitHub-Delivery`; a redelivery has the same. */
  readonly id: string;
  readonly event: string;
}
