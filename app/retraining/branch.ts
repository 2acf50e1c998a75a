/** What the branches of retraining pull requests begin with; the model follows. */
export const retrainBranches = 'assay/retrain/';

/** The branch of the one retraining pull request of a model. */
export function retrainBranch(model: string): string {
  return `${retrainBranches}${model}`;
}
