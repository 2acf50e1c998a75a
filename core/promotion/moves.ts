import type { VersionRecord } from '../../schemas/types.ts';
import type { Challenger } from './challenger.ts';

/** Which versions a state file asks for. */
export interface Held {
  /** Null where that is no version. */
  readonly champion: Readonly<VersionRecord> | null;
  /** Unknown where that is neither clearly one nor clearly none. */
  readonly challenger: Challenger | 'unknown' | null;
}

/** What a change of a state file meant for one role. */
export interface Move {
  readonly version: Readonly<VersionRecord>;
  readonly role: 'champion' | 'challenger';
  /** A challenger's share in percent, 0 where its challenge ended; null for a champion. */
  readonly share: number | null;
  /** The version that had the role before, without `v`; null where none had. */
  readonly previous: string | null;
}

/**
 * What a change of a state file meant: the champion's move first, for it ends any challenge; so a challenger that stays
 * beside the new champion begins anew.
 */
export function movesOf(before: Held, after: Held): readonly Move[] {
  const champion = championMove(before, after);
  const challenger = challengerMove(before, after, champion !== null);
  return [champion, challenger].filter((move) => move !== null);
}

function championMove(before: Held, after: Held): Move | null {
  const previous = before.champion?.version ?? null;
  const version = after.champion;
  if (version === null || version.version === previous) return null;
  return { version, role: 'champion', share: null, previous };
}

function challengerMove(before: Held, after: Held, championMoved: boolean): Move | null {
  const [then, now] = [before.challenger, after.challenger];
  // Nobody can say what became of it.
  if (now === 'unknown') return null;
  const was = then === 'unknown' ? null : then;
  const previous = was?.version.version ?? null;
  if (now !== null) {
    const { version, share } = now;
    const isSame = version.version === previous && share === was?.share;
    return isSame && !championMoved ? null : { version, role: 'challenger', share, previous };
  }
  if (was === null || championMoved) return null;
  return { version: was.version, role: 'challenger', share: 0, previous };
}
