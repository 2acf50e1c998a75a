import { blocks } from '../../core/judge/outcome.ts';
import { isRemoved } from '../../core/judge/removed.ts';
import type { JudgedModel } from './judge-pull.ts';

/** The models of a change that are judged by their records, and those that it takes out of the configuration. */
export interface Parted {
  readonly judged: readonly JudgedModel[];
  /** Their names. */
  readonly removed: readonly string[];
  /** Why they may not be taken out, as sentences. */
  readonly obstacles: readonly string[];
}

/** Tells the models that are taken out from those that are judged. */
export function partRemoved(all: readonly JudgedModel[]): Parted {
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
