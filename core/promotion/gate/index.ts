import { approvals } from './approvals.ts';
import { bytes } from './bytes.ts';
import type { GateCheck } from './check.ts';
import { freeze } from './freeze.ts';
import { lock } from './lock.ts';
import { order } from './order.ts';
import { registered } from './registered.ts';
import { rollbackTarget } from './rollback-target.ts';
import { share } from './share.ts';
import { soak } from './soak.ts';

/** All checks of a promotion, in the order in which they are shown: what comes, when it may, and who lets it. */
export const gateChecks = [
  registered,
  bytes,
  share,
  order,
  soak,
  freeze,
  lock,
  rollbackTarget,
  approvals,
] as const satisfies readonly GateCheck[];
