import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import { getYamlValue, setYamlValues } from '../edit/index.ts';
import type { StateChange } from '../report/state-change.ts';
import { challengerValues, clearedValues, withoutChallenger } from './challenger.ts';
import { promotedState, stateChangesOf } from './state.ts';

/** What is to become of an environment. */
export interface Change {
  readonly version: Readonly<VersionRecord>;
  readonly role: 'champion' | 'challenger';
  /** A challenger's share in percent, 0 where its challenge ends; null for a champion, which ends any challenge. */
  readonly share: number | null;
}

/**
 * The state file with a change in it, all else as it was; `champion` is what it asks for before, null where that is no
 * version. Throws an InputError when a key is missing.
 */
export function changedState(
  text: string,
  environment: EnvironmentConfig,
  { version, role, share }: Change,
  champion: Readonly<VersionRecord> | null,
): string {
  const file = environment.state;
  if (role === 'challenger' && share !== null && share > 0) {
    return setYamlValues(text, challengerValues(environment, version, share), file);
  }
  const alone = withoutChallenger(text, environment, role === 'champion' ? version : champion);
  return role === 'challenger' ? alone : promotedState(alone, file, environment, version);
}

/** The values that a change writes; of those that end a challenge only what differs. */
export function stateChanges(
  text: string,
  environment: EnvironmentConfig,
  { version, role, share }: Change,
  champion: Readonly<VersionRecord> | null,
): readonly StateChange[] {
  const file = environment.state;
  const valuesAt = (values: Readonly<Record<string, string>>): readonly StateChange[] =>
    Object.entries(values).map(([key, after]) => ({
      file,
      key,
      before: getYamlValue(text, key, file) ?? null,
      after,
    }));
  if (role === 'challenger' && share !== null && share > 0) {
    return valuesAt(challengerValues(environment, version, share));
  }
  const stays = role === 'champion' ? version : champion;
  const ended = valuesAt(clearedValues(text, environment, stays)).filter(
    ({ before, after }) => String(before) !== after,
  );
  if (role === 'challenger') return ended;
  const promoted = stateChangesOf(text, file, environment, version);
  const keys = new Set(promoted.map(({ key }) => key));
  return [...promoted, ...ended.filter(({ key }) => !keys.has(key))];
}
