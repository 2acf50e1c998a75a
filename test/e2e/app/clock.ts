/** A clock that a test sets forward: GitHub's times are exact to the second, and a test takes less. */
export interface Clock {
  now(): Date;
  /** Lets some seconds pass. */
  pass(seconds?: number): void;
}

export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    pass(seconds = 2) {
      offset += seconds * 1000;
    },
  };
}
