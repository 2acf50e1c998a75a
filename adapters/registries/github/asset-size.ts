import { InputError } from '../../../core/errors.ts';

/** GitHub takes release assets that are under 2 GiB: https://docs.github.com/repositories/releasing-projects-on-github/about-releases */
const assetLimitBytes = 2 * 1024 ** 3;

/** Throws an InputError for a file that GitHub would not take as an asset of a release. */
export function requireAssetSize(
  model: string,
  { name, bytes }: { readonly name: string; readonly bytes: number },
): void {
  if (bytes < assetLimitBytes) return;
  throw new InputError(
    'package-too-large',
    `${name} of ${model} has ${(bytes / 1024 ** 3).toFixed(2)} GiB, and GitHub takes only files under 2 GiB in a release: leave out of models.${model}.train.outputs what is not needed to use the model, or set models.${model}.registry.type to oci or mlflow, which take larger models.`,
  );
}
