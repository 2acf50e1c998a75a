/** How many rows two evaluations have, and how many of them are the same: by id, or position, and label. */
export interface RowCounts {
  readonly candidate: number;
  readonly baseline: number;
  readonly compared: number;
}
