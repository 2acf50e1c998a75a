/** The branch of the one open promotion of a model into an environment. */
export function promotionBranch({
  model,
  environment,
}: {
  readonly model: string;
  readonly environment: string;
}): string {
  return `assay/promote/${model}/${environment}`;
}
