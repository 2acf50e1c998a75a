/** What one look at the app's surroundings has found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly subject: string;
  /** A `fail` keeps the app from its work; a `warn` will, or hides something. */
  readonly outcome: 'pass' | 'warn' | 'fail';
  /** A sentence of what is so. */
  readonly found: string;
  /** A sentence of what to do; null where nothing is to be done. */
  readonly advice: string | null;
}

/** All is well. */
export function pass(subject: string, found: string): Finding {
  return { subject, outcome: 'pass', found, advice: null };
}

/** The app works, but not for long or not for everybody. */
export function warn(subject: string, found: string, advice: string): Finding {
  return { subject, outcome: 'warn', found, advice };
}

/** The app can't do its work. */
export function fail(subject: string, found: string, advice: string): Finding {
  return { subject, outcome: 'fail', found, advice };
}
