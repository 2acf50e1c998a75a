import type { CheckResult } from '../../../schemas/types.ts';
import { blocks, worst } from '../../judge/outcome.ts';
import { championStay } from '../history.ts';
import type { PromotionFacts } from './facts.ts';
import { gateChecks } from './index.ts';
import { isRollback } from './rollback.ts';

/** What one check of a promotion found. */
export interface GateResult {
  readonly check: string;
  readonly help: string;
  readonly outcome: CheckResult['outcome'];
  readonly sentence: string;
  readonly evidence: readonly string[];
}

/** A promotion with what its gate found. */
export interface JudgedPromotion extends Pick<
  PromotionFacts,
  'model' | 'environment' | 'role' | 'move' | 'share'
> {
  /** The registered version that is asked for, SemVer without `v`; null where the file asks for none. */
  readonly version: string | null;
  /** The champion by the ledger, SemVer without `v`; null where there is none. */
  readonly previous: string | null;
  readonly rollback: boolean;
  readonly outcome: CheckResult['outcome'];
  readonly results: readonly GateResult[];
  /** When the clock alone may change one of them next; null where it can't. */
  readonly changesAt: Date | null;
}

/** Judges a promotion by every check that applies to it. */
export function judgePromotion(facts: PromotionFacts): JudgedPromotion {
  const { model, environment, role, move, share, asked, stays } = facts;
  const found = gateChecks
    .filter((check) => check.appliesTo(facts))
    .map(({ id, help, judge }) => ({ check: id, help, ...judge(facts) }));
  const moments = found.flatMap(({ changesAt }) =>
    changesAt === null ? [] : [changesAt.getTime()],
  );
  return {
    model,
    environment,
    role,
    move,
    share,
    version: asked.ok ? asked.value.version : null,
    previous: championStay(stays)?.version ?? null,
    rollback: isRollback(facts),
    outcome: worst(found.map(({ outcome }) => outcome)),
    results: found.map(({ check, help, outcome, sentence, evidence }) => {
      return { check, help, outcome, sentence, evidence };
    }),
    changesAt: moments.length === 0 ? null : new Date(Math.min(...moments)),
  };
}

/** What keeps it from being merged. */
export function blockingResults({ results }: JudgedPromotion): readonly GateResult[] {
  return results.filter(({ outcome }) => blocks(outcome));
}
