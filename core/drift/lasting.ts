import type { PersistenceConfig } from '../../schemas/types.ts';
import type { Change } from './share-change.ts';

/** What one alarm does over the windows. */
export interface Course {
  /** Whether it drifts and lasts. */
  readonly lasts: boolean;
  /** Whether it drifted in the newest window. */
  readonly now: boolean;
  /** The place of the first window of the drift that lasts; null where none does. */
  readonly since: number | null;
}

/**
 * Follows an alarm over windows, oldest first. It lasts once it drifted in so many of the newest windows, and does so
 * until fewer of them hold it, at four fifths of the threshold. Windows that could not be judged (null) say neither.
 */
export function courseOf(
  windows: readonly (Change | null)[],
  persistence: PersistenceConfig,
): Course {
  let since: number | null = null;
  const newest: { readonly place: number; readonly change: Change }[] = [];
  for (const [place, change] of windows.entries()) {
    if (change === null) continue;
    newest.push({ place, change });
    if (newest.length > persistence.of) newest.shift();
    if (since === null) {
      const drifted = newest.filter((one) => one.change.drifted);
      if (drifted.length >= persistence.drifted) since = drifted[0]?.place ?? null;
    } else if (newest.filter((one) => one.change.holding).length < persistence.drifted) {
      since = null;
    }
  }
  return { lasts: since !== null, now: windows.at(-1)?.drifted ?? false, since };
}
