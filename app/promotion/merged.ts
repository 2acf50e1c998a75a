import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import type { Move } from '../../core/promotion/moves.ts';
import type { Config } from '../../schemas/types.ts';
import type { MergedPull } from '../review/pull.ts';

/** A move of an environment by a merged pull request. */
export interface Merged extends Move {
  readonly pull: MergedPull;
  readonly changed: ChangedEnvironment;
  /** The configuration at the merge. */
  readonly config: Config;
}
