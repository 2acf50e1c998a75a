import { readFile } from '../../adapters/github/files.ts';
import { challengeOfState } from '../../core/promotion/challenge-state.ts';
import { challengerIn } from '../../core/promotion/challenger.ts';
import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import type { Held } from '../../core/promotion/moves.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';

/** Which of these versions an environment's desired state asks for, at a commit or a branch by its full name. */
export async function heldAt(
  { repository }: Pick<JobContext, 'repository'>,
  { model, config, file }: ChangedEnvironment,
  versions: readonly Readonly<VersionRecord>[],
  ref: string,
): Promise<Held> {
  const text = await readFile(repository, file, ref);
  if (text === null) return { champion: null, challenger: null };
  const challenge = challengeOfState({ text, file, environment: config, model }, versions);
  return {
    champion: versionOfState(text, file, config, versions),
    challenger: challenge.kind === 'unknown' ? 'unknown' : challengerIn(challenge),
  };
}
