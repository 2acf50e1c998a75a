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

/** Why a state file can't be one that is no plain file of the repository itself, as a sentence. */
export function foreignState(file: string, { at, what }: ForeignPlace): string {
  const place = at === file ? file : `${file} lies behind ${at}, which`;
  return `${place} is ${names[what]}: what it leads to could change without a promotion. Make it a plain file of this repository.`;
}
