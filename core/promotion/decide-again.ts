import { RefusedError } from '../errors.ts';
import type { Asked } from './asked.ts';
import { challengerOfState } from './challenger.ts';
import { type Decided, decidePromotion, type EnvironmentFacts, type Wish } from './decide.ts';
import { versionOfState } from './state.ts';

/** What becomes of an open promotion whose environment has moved. */
export type DecidedAgain =
  | { readonly kind: 'decided'; readonly decided: Decided }
  | { readonly kind: 'pointless'; readonly reason: string };

/** What was asked for, as it stands now; a sentence where it has become pointless. */
export function decideAgain(asked: Asked, facts: EnvironmentFacts): DecidedAgain {
  const { version, role } = asked;
  const now = facts.champion?.version ?? null;
  if (role === 'champion' && now === version)
    return pointless(`v${version} is the champion there.`);
  if (asked.rollback && now !== asked.from) {
    const there = now === null ? 'no registered version' : `v${now}`;
    const from = asked.from === null ? 'where no version was' : `from v${asked.from}`;
    return pointless(`This rollback was to lead away ${from}, and ${there} is there now.`);
  }
  try {
    const decided = decidePromotion(wishOf(asked), facts);
    return decided.version.version === version
      ? { kind: 'decided', decided }
      : pointless(`A rollback leads to v${decided.version.version} now.`);
  } catch (error) {
    if (error instanceof RefusedError) return pointless(error.message);
    throw error;
  }
}

/** Whether a state file asks for what a description says: that anybody who may push can edit. */
export function stateAsksFor(
  text: string,
  { model, config, versions }: Pick<EnvironmentFacts, 'model' | 'config' | 'versions'>,
  { role, version, share }: Pick<Asked, 'role' | 'version' | 'share'>,
): boolean {
  if (role === 'champion') {
    return versionOfState(text, config.state, config, versions)?.version === version;
  }
  const challenger = challengerOfState(model, text, config, versions);
  if (share === 0) return challenger === null;
  return challenger?.version.version === version && challenger.share === share;
}

function pointless(reason: string): DecidedAgain {
  return { kind: 'pointless', reason };
}

function wishOf({ version, role, share, rollback }: Asked): Wish {
  if (rollback) return { kind: 'rollback' };
  if (role === 'champion') return { kind: 'champion', version };
  return { kind: 'challenger', version, share: share ?? 0 };
}
