import { prose } from './prose.ts';

/** What a retraining says where it should be merged by GitHub and GitHub does not; null: that does not hold any more. */
export function renderReward(refused: string | null): string {
  if (refused === null) return 'GitHub is not asked to merge this pull request at the moment.';
  return `The check passes, and the model is better than the champion on the data that drifted. By \`retrain.when_better\` GitHub should merge it. ${prose(refused, 1_000)} So it has the label \`ready-to-merge\`: a person can merge it.`;
}
