import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import { readSharedYaml, type YamlText } from '../edit/index.ts';
import { AssayError } from '../errors.ts';
import { fillKnown } from '../template/fill.ts';
import { partsOf, sharePlaceholder } from '../template/placeholders.ts';
import { askedVersion, type StateText } from './asked-version.ts';
import { versionValues } from './version-values.ts';

/** What a state file says of a challenger. */
export type ChallengeState =
  /** There is none: the keys are missing or empty, hold what ends a challenge, or give a share of 0. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'version';
      readonly version: Readonly<VersionRecord>;
      /** In percent, from 1 to 100. */
      readonly share: number;
    }
  /** It names something that is no registered version with a share; why, as a sentence. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Which challenger a state file asks for. What is neither clearly one nor clearly none is unknown. */
export function challengeOfState(
  { text, file, environment, model }: StateText,
  versions: readonly Readonly<VersionRecord>[],
): ChallengeState {
  const { challenger } = environment;
  if (challenger === undefined) return { kind: 'none' };
  if (text === null) return { kind: 'none' };
  try {
    const yaml = readSharedYaml(text, file, 'dotted');
    const held = Object.entries(challenger.set).map(([key, template]): Held => {
      return { key, template, value: textAt(yaml, key) };
    });
    if (held.every(({ value }) => value === '')) return { kind: 'none' };
    const champion = askedVersion({ text, file, environment, model }, versions);
    const values = champion.ok ? versionValues(champion.value) : {};
    if (isCleared(yaml, challenger, values)) return { kind: 'none' };
    return challengeIn(held, file, model, versions);
  } catch (error) {
    if (error instanceof AssayError) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

/**
 * Whether the file holds what ends a challenge, which may name the version that stays: the champion's `values`, no other's.
 * No share above 0 may stand beside it.
 */
function isCleared(
  yaml: YamlText,
  { set, clear = {} }: NonNullable<EnvironmentConfig['challenger']>,
  values: Readonly<Record<string, string>>,
): boolean {
  const cleared = Object.entries(clear);
  const without = { ...values, [sharePlaceholder]: '0' };
  const shares = Object.entries(set).filter(
    ([key, template]) => partsOf(template).some(isShare) && !Object.hasOwn(clear, key),
  );
  return (
    cleared.length > 0 &&
    cleared.every(([key, template]) => fillKnown(template, values) === textAt(yaml, key)) &&
    shares.every(([key, template]) => {
      const value = textAt(yaml, key);
      return value === '' || value === fillKnown(template, without);
    })
  );
}

/** A value of the file at a key of `challenger.set`. */
interface Held {
  readonly key: string;
  readonly template: string;
  readonly value: string;
}

function challengeIn(
  held: readonly Held[],
  file: string,
  model: string,
  versions: readonly Readonly<VersionRecord>[],
): ChallengeState {
  const shares = versions.map((version) => ({ version, share: shareOf(held, version) }));
  const found = shares.flatMap(({ version, share }) =>
    share === null ? [] : [{ version, share }],
  );
  // With a share of 0 nothing challenges, whatever else stands there.
  if (isShareless(held) || found.some(({ share }) => share === 0)) return { kind: 'none' };
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return { kind: 'version', ...only };
  const keys = held.map(({ key }) => key).join(', ');
  return {
    kind: 'unknown',
    reason: `${file} asks for a challenger that is no registered version of ${model} with a share from 1 to 100: set ${keys} as a promotion does.`,
  };
}

/** Whether the share stands alone somewhere, and is 0: then it need not be known of which version. */
function isShareless(held: readonly Held[]): boolean {
  const alone = held.filter(({ template }) => {
    const [before, part, after] = partsOf(template);
    return isShare(part) && textOf(before) === '' && (after === undefined || textOf(after) === '');
  });
  return alone.length > 0 && alone.every(({ value }) => value === '0');
}

type Part = ReturnType<typeof partsOf>[number];

function isShare(part: Part | undefined): boolean {
  return part?.kind === 'value' && part.name === sharePlaceholder;
}

function textOf(part: Part | undefined): string | null {
  return part?.kind === 'text' ? part.text : null;
}

/** The share with which all values are this version's; null where they are not. */
function shareOf(held: readonly Held[], version: Readonly<VersionRecord>): number | null {
  const values = versionValues(version);
  const shares = held.flatMap(({ template, value }) => {
    const at = partsOf(template).findIndex(isShare);
    return at === -1 ? [] : [middleOf(template, at, value, values)];
  });
  const [share] = shares;
  if (share === undefined || share === null) return null;
  const filled = { ...values, [sharePlaceholder]: String(share) };
  const isAll = held.every(({ template, value }) => fillKnown(template, filled) === value);
  return isAll ? share : null;
}

/** The share in a value, by what stands before it; null where there is none. */
function middleOf(
  template: string,
  at: number,
  value: string,
  values: Readonly<Record<string, string>>,
): number | null {
  const before = partsOf(template)
    .slice(0, at)
    .map((part) => (part.kind === 'text' ? part.text : (values[part.name] ?? null)));
  const start = before.join('');
  if (before.includes(null) || !value.startsWith(start)) return null;
  const [digits] = /^(?:100|[1-9]?\d)(?!\d)/.exec(value.slice(start.length)) ?? [];
  return digits === undefined ? null : Number(digits);
}

function textAt(yaml: YamlText, key: string): string {
  const value = yaml.value(key);
  return value === undefined || value === null ? '' : String(value);
}
