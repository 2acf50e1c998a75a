import { failed, ok } from '../../result.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { askedVersion, movedValue, type StateText, versionText } from '../asked-version.ts';
import { type ChallengeState, challengeOfState } from '../challenge-state.ts';
import { removedState } from '../state-file.ts';
import type { PromotionFacts } from './facts.ts';

/** What a change of a state file does to a role. */
export type JudgedMove = Pick<PromotionFacts, 'role' | 'move' | 'asked' | 'share' | 'champion'>;

/** A state file at a commit, and why it is none that a promotion may be in; null where it is one, or is not there. */
export interface StateRead extends StateText {
  readonly environmentName: string;
  readonly problem: string | null;
}

/**
 * What a changed state file does to champion and challenger: each that moves, and where neither does, that the champion
 * stays. Of a file that asks for no version the reason is what is asked. `configPath` is where the environment is named.
 */
export function judgedMoves(
  before: StateRead,
  after: StateRead,
  versions: readonly Readonly<VersionRecord>[],
  configPath: string,
): readonly JudgedMove[] {
  const problem = after.problem ?? problemBetween(before, after, configPath);
  const asked = problem === null ? askedVersion(after, versions) : failed(problem);
  const champion = asked.ok ? asked.value.version : null;
  const text = versionText(after);
  const stays = text !== null && text === versionText(before);
  const challengers = challengerMoves(
    challengeOfState(before, versions),
    challengeOfState(after, versions),
    stays,
  ).map((move) => ({ ...move, champion }));
  if (stays && challengers.length > 0) return challengers;
  const move = stays ? 'stays' : 'comes';
  return [{ role: 'champion', move, asked, share: null, champion }, ...challengers];
}

function problemBetween(before: StateRead, after: StateRead, configPath: string): string | null {
  const { file, model, environmentName: environment } = after;
  const isGone = after.text === null && before.text !== null;
  return isGone
    ? removedState(file, { model, environment }, configPath)
    : movedValue(before, after);
}

/** A challenger beside another champion than before is another challenge, and judged anew. */
function challengerMoves(
  before: ChallengeState,
  after: ChallengeState,
  championStays: boolean,
): readonly Omit<JudgedMove, 'champion'>[] {
  const role = 'challenger';
  switch (after.kind) {
    case 'unknown':
      return [{ role, move: 'comes', asked: failed(after.reason), share: null }];
    case 'none':
      return before.kind === 'version'
        ? [{ role, move: 'leaves', asked: ok(before.version), share: 0 }]
        : [];
    case 'version': {
      const { version, share } = after;
      const isSame =
        before.kind === 'version' && before.version.id === version.id && before.share === share;
      return isSame && championStays ? [] : [{ role, move: 'comes', asked: ok(version), share }];
    }
    default:
      return after satisfies never;
  }
}
