import { judge } from '../../core/judge/judge.ts';
import type { Configuration } from './configuration.ts';
import type { JudgedModel } from './judge-pull.ts';

/**
 * What the verdict would be by the configuration that a pull request brings. It is only shown: judged is by the
 * base branch's, so that a pull request cannot weaken the gate that judges it.
 */
export function rejudge(
  path: string,
  changed: Configuration,
  judged: readonly JudgedModel[],
): readonly string[] {
  const rule = `This pull request changes ${path}. It was judged by the one on the base branch`;
  switch (changed.kind) {
    case 'absent':
      return [`${rule}; after the merge there is none, and nothing is gated any more.`];
    case 'wrong':
      return [`${rule}; the changed one has mistakes. ${changed.problem}`];
    case 'valid': {
      const sentences = judged.map(({ facts, judgement }) => {
        const config = changed.config.models[facts.model];
        if (config === undefined) return `${facts.model} is no longer a model by the changed one.`;
        const { outcome } = judge({ ...facts, config });
        return outcome === judgement.outcome
          ? `By the changed one the outcome for ${facts.model} is the same: ${outcome}.`
          : `By the changed one the outcome for ${facts.model} would be ${outcome}, not ${judgement.outcome}.`;
      });
      return [`${rule}.`, ...sentences];
    }
    default:
      return changed satisfies never;
  }
}
