/** What the branches of promotions begin with; model and environment follow. */
export const promotionBranches = 'assay/promote/';

/** The branch of the one open promotion of a model into an environment. */
export function promotionBranch({
  model,
  environment,
}: {
  readonly model: string;
  readonly environment: string;
}): string {
  return `${promotionBranches}${model}/${environment}`;
}
