import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import { getYamlValue, setYamlValues } from '../edit/index.ts';
import { RefusedError } from '../errors.ts';
import { fill, fillKnown } from '../template/fill.ts';
import { partsOf, sharePlaceholder } from '../template/placeholders.ts';
import { challengeOfState, type ChallengeState } from './challenge-state.ts';
import { versionValues } from './version-values.ts';

/** A version beside the champion. */
export interface Challenger {
  readonly version: Readonly<VersionRecord>;
  /** Of the traffic, in percent; above 0. */
  readonly share: number;
}

const usualMaxShare = 50;

/** The share in percent that a word such as `10%` says; it is of the kind `share`. */
export function shareOf(word: string): number {
  return Number.parseInt(word, 10);
}

type Values = Readonly<Record<string, string>>;

function filled(templates: Values, record: Readonly<VersionRecord>, share: number): Values {
  const values = { ...versionValues(record), [sharePlaceholder]: String(share) };
  return Object.fromEntries(
    Object.entries(templates).map(([key, template]) => [key, fill(template, values)]),
  );
}

/** The keys that put a version beside the champion, with their values; none where there can be no challenger. */
export function challengerValues(
  { challenger }: EnvironmentConfig,
  record: Readonly<VersionRecord>,
  share: number,
): Values {
  return challenger === undefined ? {} : filled(challenger.set, record, share);
}

/**
 * The keys that end a challenge, with their values; `champion` is the version that stays, which a template may name, null
 * where the file asks for none: then what names one is left as it is, and the share of 0 ends it. A key that the file lacks
 * holds no challenger, and is left out. Throws an InputError for a file that can't be read.
 */
export function clearedValues(
  text: string,
  { state, challenger }: EnvironmentConfig,
  champion: Readonly<VersionRecord> | null,
): Values {
  if (challenger === undefined) return {};
  const shares = Object.entries(challenger.set).filter(([, template]) => namesShare(template));
  const templates = { ...Object.fromEntries(shares), ...challenger.clear };
  const known = champion === null ? {} : versionValues(champion);
  const values = { ...known, [sharePlaceholder]: '0' };
  const filled = Object.entries(templates).flatMap(([key, template]) => {
    const value = fillKnown(template, values);
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries(filled.filter(([key]) => getYamlValue(text, key, state) !== undefined));
}

/** The state file without a challenger, all else as it was. */
export function withoutChallenger(
  text: string,
  environment: EnvironmentConfig,
  champion: Readonly<VersionRecord> | null,
): string {
  return setYamlValues(text, clearedValues(text, environment, champion), environment.state);
}

/** The challenger that a state file of a model asks for; null where that is none, or not clearly one. */
export function challengerOfState(
  model: string,
  text: string,
  environment: EnvironmentConfig,
  versions: readonly Readonly<VersionRecord>[],
): Challenger | null {
  const held = challengeOfState({ text, file: environment.state, environment, model }, versions);
  return challengerIn(held);
}

/** The challenger in what a state file says of one; null where that is none, or not clearly one. */
export function challengerIn(state: ChallengeState): Challenger | null {
  return state.kind === 'version' ? { version: state.version, share: state.share } : null;
}

function namesShare(template: string): boolean {
  return partsOf(template).some((part) => part.kind === 'value' && part.name === sharePlaceholder);
}

/** What somebody wants of a challenge, and what there is. */
export interface Challenge {
  readonly model: string;
  readonly environment: string;
  readonly config: EnvironmentConfig;
  readonly configPath: string;
  readonly version: string;
  /** In percent; 0 ends the challenge. */
  readonly share: number;
  readonly champion: string | null;
  readonly challenger: string | null;
}

/** Throws a RefusedError with the reason where a version can't challenge, or is no challenger that could be taken out. */
export function requireChallenge(challenge: Challenge): void {
  const problem = challengeProblem(challenge);
  if (problem !== null) throw new RefusedError('no-challenge', problem);
}

function challengeProblem({ share, ...asked }: Challenge): string | null {
  const { model, environment, version, champion, challenger } = asked;
  const { challenger: terms } = asked.config;
  if (terms === undefined) {
    return `The environment ${environment} of ${model} takes no challenger: models.${model}.environments.${environment}.challenger in ${asked.configPath} is missing, which says where one is written.`;
  }
  if (share === 0) {
    if (challenger === version) return null;
    return challenger === null
      ? `There is no challenger in ${environment}, so there is no challenge to end.`
      : `The challenger in ${environment} is v${challenger}, not v${version}.`;
  }
  const most = terms.max_share ?? usualMaxShare;
  if (share > most) {
    return `A challenger gets at most ${most}% of ${environment}, by its max_share, and ${share}% is more.`;
  }
  if (champion === null) {
    return `There is no version of ${model} in ${environment} that could be challenged: promote one there first.`;
  }
  return champion === version
    ? `v${version} is the champion of ${environment} already, so it can't challenge it.`
    : null;
}
