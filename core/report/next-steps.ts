import { blocks } from '../judge/outcome.ts';
import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { literal } from './literal.ts';
import type { ModelState } from './reason.ts';

type Model = { readonly facts: CandidateFacts; readonly judgement: Judgement };

/** As many as one reads; they differ only by the model's name. */
const mostModels = 3;

/** What one can do now, with the commands to type. What mends a check stands beside the check. */
export function nextSteps(models: readonly Model[], state: ModelState): readonly string[] {
  if (models.length === 0) return [];
  return [
    '**What next**',
    '',
    ...[...judged(state), ...commands(models, state)].map((step) => `- ${step}`),
    `- Comment ${literal('/assay help')} to see everything that you can ask for.`,
  ];
}

function judged(state: ModelState): readonly string[] {
  if (state === 'waiting') {
    return [
      "Wait for the workflow. If none runs, look whether the workflow's `paths` let the changed files through.",
    ];
  }
  if (blocks(state)) return ['Push to this branch: it is judged again, and this comment changes.'];
  return ['Merge: what was judged here becomes the baseline of later pull requests.'];
}

function commands(models: readonly Model[], state: ModelState): readonly string[] {
  const some = models.slice(0, mostModels);
  const promotions = some.flatMap(({ facts: { model, config } }) => {
    const [environment] = Object.keys(config.environments ?? {});
    return environment === undefined ? [] : [literal(`/assay promote ${model} ${environment}`)];
  });
  const retraining = some
    .filter(({ facts }) => facts.config.retrain !== undefined)
    .map(({ facts }) => literal(`/assay retrain ${facts.model}`));
  const mergeable = state === 'pass' || state === 'warn';
  return [
    ...(mergeable && promotions.length > 0
      ? [
          `Once the merged model is registered, ${or(promotions)} opens the pull request that deploys it.`,
        ]
      : []),
    ...(retraining.length > 0
      ? [
          `${or(retraining)} opens a pull request that trains on the window of the newest drift report.`,
        ]
      : []),
  ];
}

function or(commands: readonly string[]): string {
  return commands.join(' or ');
}
