/** What stands in the place of a state file, or of a folder that it lies in. */
export interface ForeignPlace {
  readonly at: string;
  readonly what: 'link' | 'submodule' | 'folder';
}

const names: Readonly<Record<ForeignPlace['what'], string>> = {
  link: 'a symbolic link',
  submodule: 'a submodule',
  folder: 'a folder',
};

/**
 * Why a state file can't be taken away while the base branch has an environment there, and how that is done, as a sentence.
 * In one pull request nobody could tell what becomes of the environment by the policy that it is judged by.
 */
export function removedState(
  file: string,
  { model, environment }: { readonly model: string; readonly environment: string },
  configPath: string,
): string {
  return `${file} is gone, and ${environment} of ${model} has its state there. Move or end an environment in two steps: first a pull request that gives it another file with the same version in ${configPath}, or takes it out there, and leaves this file as it is; then one that takes the file away.`;
}

/** Why a state file can't be one that is no plain file of the repository itself, as a sentence. */
export function foreignState(file: string, { at, what }: ForeignPlace): string {
  const place = at === file ? file : `${file} lies behind ${at}, which`;
  return `${place} is ${names[what]}: what it leads to could change without a promotion. Make it a plain file of this repository.`;
}
