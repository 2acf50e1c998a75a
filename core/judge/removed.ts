import { approval } from '../checks/approval.ts';
import type { Check } from '../checks/check.ts';
import { gateChanges } from '../checks/gate-changes.ts';
import { riskTier } from '../checks/risk-tier.ts';
import type { CandidateFacts, Judgement } from './facts.ts';
import { blocks } from './outcome.ts';

/** What people decide: of a model that is taken out nothing is trained, so nothing else can be judged. */
export const checksOfRemoved: readonly Check[] = [riskTier, gateChanges, approval];

/** Whether the pull request takes the model out of the configuration, or the whole configuration away. */
export function isRemoved({ changes }: Pick<CandidateFacts, 'changes'>): boolean {
  return changes.riskAfter === 'none';
}

/** The models of a change that are judged by their records, and those that it takes out of the configuration. */
export interface Parted<Model> {
  readonly judged: readonly Model[];
  /** Their names. */
  readonly removed: readonly string[];
  /** Why they may not be taken out, as sentences. */
  readonly obstacles: readonly string[];
}

/** Tells the models that are taken out from those that are judged. */
export function partRemoved<
  Model extends { readonly facts: CandidateFacts; readonly judgement: Judgement },
>(all: readonly Model[]): Parted<Model> {
  const gone = all.filter(({ facts }) => isRemoved(facts));
  return {
    judged: all.filter((model) => !gone.includes(model)),
    removed: gone.map(({ facts }) => facts.model),
    obstacles: gone.flatMap(({ facts, judgement }) =>
      judgement.checks
        .filter(({ outcome }) => blocks(outcome))
        .map(({ sentence }) => `${facts.model} is taken out of the configuration. ${sentence}`),
    ),
  };
}
