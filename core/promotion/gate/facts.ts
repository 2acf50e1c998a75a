import type { EnvironmentConfig, HoldRecord, VersionRecord } from '../../../schemas/types.ts';
import type { Level, RiskTier } from '../../checks/check.ts';
import type { ReviewFacts } from '../../judge/facts.ts';
import type { Result } from '../../result.ts';
import type { StoredBytes } from '../../version/stored-bytes.ts';
import type { Stay } from '../history.ts';

export type { StoredBytes };

/** The version that an environment has now. */
export type PresentVersion =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'version'; readonly tag: string; readonly bytes: StoredBytes }
  /** It has no record. */
  | { readonly kind: 'unknown'; readonly version: string };

/** What a pull request does to one role in an environment. */
export type Move =
  /** The file is changed, and what it says of the version is not. */
  | 'stays'
  /** Another version takes the role, or the challenger gets another share. */
  | 'comes'
  /** A challenger is taken out. */
  | 'leaves';

/** A pull request's change of what runs in one environment of one model: all that its gate decides on. */
export interface PromotionFacts {
  readonly model: string;
  readonly environment: string;
  /** The base branch's. */
  readonly config: EnvironmentConfig;
  /** What the model counts as, by the base branch and the organisation's policy. */
  readonly tier: RiskTier;
  /** The state file, relative to the repository's root. */
  readonly file: string;
  readonly role: 'champion' | 'challenger';
  readonly move: Move;
  /** The registered version that the file asks for, else why it asks for none. Of what leaves, the version that does. */
  readonly asked: Result<Readonly<VersionRecord>>;
  /** A challenger's, in percent. */
  readonly share: number | null;
  /** The version that the file asks for as the champion, SemVer without `v`; null where that is none. */
  readonly champion: string | null;
  readonly head: string;
  /** Whose approval does not count, beside the last pusher's: the author, and whoever asked for it. */
  readonly excluded: readonly string[];
  readonly now: Date;
  /** Of this environment, by the ledger. */
  readonly stays: readonly Stay[];
  /** Of the environment that it comes after; null where it comes after none. */
  readonly staysBefore: readonly Stay[] | null;
  /** Of the version that is asked for; null where nobody looked. */
  readonly bytes: StoredBytes | null;
  /** Null where nobody looked. */
  readonly present: PresentVersion | null;
  /** What a present version that is lost does. */
  readonly rollbackTargetLevel: Level;
  readonly lock: Readonly<HoldRecord> | null;
  /** Null where nobody looked. */
  readonly reviews: ReviewFacts | null;
}
