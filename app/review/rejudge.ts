import { withoutUnasked } from '../../core/judge/unasked.ts';
import type { Config } from '../../schemas/types.ts';
import type { Configuration } from './configuration.ts';
import { judgeAll, type JudgedModel } from './judge-pull.ts';

/**
 * What the verdict would be by the configuration that a pull request brings. It is only shown: judged is by the
 * base branch's, so that a pull request cannot weaken the gate that judges it.
 */
export async function rejudge(
  path: string,
  changed: Configuration,
  judged: readonly JudgedModel[],
): Promise<readonly string[]> {
  const rule = `This pull request changes ${path}. It was judged by the one on the base branch`;
  switch (changed.kind) {
    case 'absent':
      return [`${rule}; after the merge there is none, and nothing is gated any more.`];
    case 'wrong':
      return [`${rule}; the changed one has mistakes. ${changed.problem}`];
    case 'valid': {
      const sentences = await changedOutcomes(changed.config, judged);
      return [`${rule}.`, ...sentences];
    }
    default:
      return changed satisfies never;
  }
}

async function changedOutcomes(
  { models }: Config,
  judged: readonly JudgedModel[],
): Promise<readonly string[]> {
  const known = judged.flatMap(({ facts }) => {
    const config = models[facts.model];
    return config === undefined ? [] : [withoutUnasked({ ...facts, config })];
  });
  const anew = await judgeAll(known.map(({ facts }) => facts));
  return judged.map(({ facts: { model }, judgement }) => {
    const outcome = anew.find(({ facts }) => facts.model === model)?.judgement.outcome;
    if (outcome === undefined) return `${model} is no longer a model by the changed one.`;
    const unasked = known.find(({ facts }) => facts.model === model)?.unasked ?? [];
    const but = unasked.length === 0 ? '' : `, but for ${unasked.join(', ')}, which it turns on`;
    return outcome === judgement.outcome
      ? `By the changed one the outcome for ${model} is the same: ${outcome}${but}.`
      : `By the changed one the outcome for ${model} would be ${outcome}, not ${judgement.outcome}${but}.`;
  });
}
