import type { VersionRecord } from '../../schemas/types.ts';
import { askedVersion, type StateText } from '../promotion/asked-version.ts';
import { challengeOfState } from '../promotion/challenge-state.ts';
import type { DeploymentPayload } from './payload.ts';

/**
 * Whether a state file asks for what a deployment is to do: for that champion, for that challenger with that share, or, for
 * the end of a challenge, for no challenger. `versions` are those that the file's values may be of.
 */
export function isDesired(
  state: StateText,
  { version, role, share }: Pick<DeploymentPayload, 'version' | 'role' | 'share'>,
  versions: readonly Readonly<VersionRecord>[],
): boolean {
  if (role === 'champion') {
    const asked = askedVersion(state, versions);
    return asked.ok && asked.value.version === version;
  }
  const found = challengeOfState(state, versions);
  if (share === 0) return found.kind === 'none';
  return found.kind === 'version' && found.version.version === version && found.share === share;
}

/** Whether a deployment takes a challenger out, so that nothing of its version is needed any more. */
export function isRemoval({ role, share }: Pick<DeploymentPayload, 'role' | 'share'>): boolean {
  return role === 'challenger' && share === 0;
}
