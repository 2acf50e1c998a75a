import type { EnvironmentConfig, PromotionRecord, VersionRecord } from '../../schemas/types.ts';
import { RefusedError } from '../errors.ts';
import { type Challenger, requireChallenge } from './challenger.ts';
import type { Change } from './change.ts';
import { chooseVersion } from './choose.ts';
import type { Stay } from './history.ts';
import { type RollbackTarget, rollbackTargetOf } from './rollback.ts';

/** What somebody wants of an environment; a version is null for the newest. */
export type Wish =
  | { readonly kind: 'champion'; readonly version: string | null }
  | {
      readonly kind: 'challenger';
      readonly version: string | null;
      /** In percent; 0 ends the challenge. */
      readonly share: number;
    }
  | { readonly kind: 'rollback' };

/** What there is of a model in an environment. */
export interface EnvironmentFacts {
  readonly model: string;
  readonly environment: string;
  readonly config: EnvironmentConfig;
  readonly configPath: string;
  /** The largest first. */
  readonly versions: readonly Readonly<VersionRecord>[];
  /** What the file of the desired state asks for; null where that is no version. */
  readonly champion: Readonly<VersionRecord> | null;
  readonly challenger: Challenger | null;
  /** Oldest first. */
  readonly promotions: readonly Readonly<PromotionRecord>[];
  readonly stays: readonly Stay[];
  readonly now: Date;
}

/** The change that a wish comes to. */
export interface Decided extends Change {
  /** What it goes back to; null for what is no rollback. */
  readonly rollback: Exclude<RollbackTarget, { kind: 'none' }> | null;
}

/** What a wish comes to. Throws a RefusedError with the reason where it can't be. */
export function decidePromotion(wish: Wish, facts: EnvironmentFacts): Decided {
  switch (wish.kind) {
    case 'champion':
      return asChampion(wish.version, facts);
    case 'challenger':
      return asChallenger(wish, facts);
    case 'rollback':
      return goingBack(facts);
    default:
      return wish satisfies never;
  }
}

function asChampion(wanted: string | null, facts: EnvironmentFacts): Decided {
  const { model, versions, champion, challenger } = facts;
  const version = chooseVersion(model, wanted, versions);
  // The champion stays what it is: what is asked for is that nothing challenges it.
  if (champion?.version === version.version && challenger !== null) {
    return { version: challenger.version, role: 'challenger', share: 0, rollback: null };
  }
  return { version, role: 'champion', share: null, rollback: null };
}

function asChallenger(
  { version: wanted, share }: Extract<Wish, { kind: 'challenger' }>,
  facts: EnvironmentFacts,
): Decided {
  const { model, versions, champion, challenger, ...about } = facts;
  const ended = share === 0 && wanted === null ? (challenger?.version.version ?? null) : wanted;
  const version = chooseVersion(model, ended, versions);
  requireChallenge({
    ...about,
    model,
    version: version.version,
    share,
    champion: champion?.version ?? null,
    challenger: challenger?.version.version ?? null,
  });
  return { version, role: 'challenger', share, rollback: null };
}

function goingBack(facts: EnvironmentFacts): Decided {
  const { model, environment, versions, promotions, stays, now } = facts;
  const target = rollbackTargetOf(model, environment, promotions, stays, now);
  if (target.kind === 'none') throw new RefusedError('nothing-before', target.reason);
  const version = chooseVersion(model, target.version, versions);
  return { version, role: 'champion', share: null, rollback: target };
}
