import type { CheckResult, VersionRecord } from '../../schemas/types.ts';
import type { RollbackTarget } from '../promotion/rollback.ts';
import type { Term } from '../promotion/terms.ts';
import type { WayBack } from '../promotion/way-back.ts';
import type { ComparedVersions } from './promotion-metrics.ts';
import type { StateChange } from './state-change.ts';

/** Which version is to be what, where. */
export interface PromotionSubject {
  readonly model: string;
  readonly environment: string;
  readonly version: VersionRecord;
  readonly role: 'champion' | 'challenger';
  /** A challenger's share in percent; 0 where its challenge ends; null for a champion. */
  readonly share: number | null;
  /** What it goes back to; null for what is no rollback. */
  readonly rollback: Exclude<RollbackTarget, { kind: 'none' }> | null;
}

/** What a promotion pull request is made of. */
export interface PromotionText extends PromotionSubject {
  /** The champion there now, without `v`; null when there is none. */
  readonly from: string | null;
  /** The challenger there now, without `v`; null when there is none. */
  readonly challenger: string | null;
  readonly changes: readonly StateChange[];
  /** The login of the person who asked; null where it is not known. */
  readonly requestedBy: string | null;
  /** The comment that asked. */
  readonly commentUrl: string;
  /** Why, in that person's words. */
  readonly reason: string | null;
  /** What the pull request had asked for before, and by whom; null where it is new. */
  readonly superseded: { readonly version: string; readonly by: string | null } | null;
  readonly compared: ComparedVersions;
  /** The checks that were waived when the version was merged; null where that is not on record. */
  readonly waived: readonly CheckResult[] | null;
  readonly terms: readonly Term[];
  readonly wayBack: WayBack;
  /** Whether the merge also makes a tag that assigns the stage. */
  readonly stageTag: boolean;
}
