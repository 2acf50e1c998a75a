import { at, type GitHubRepository, orNull, statusOf } from './repository.ts';

/** A label as it is made where the repository lacks it. */
export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

/** Makes a pull request have a label or not; `has` is whether it has it now. Writes only on a difference. */
export async function keepLabel(
  repository: GitHubRepository,
  number: number,
  label: Label,
  { has, wanted }: { readonly has: boolean; readonly wanted: boolean },
): Promise<void> {
  if (has === wanted) return;
  const { issues } = repository.octokit.rest;
  const which = { ...at(repository), issue_number: number };
  if (!wanted) {
    await orNull(issues.removeLabel({ ...which, name: label.name }));
    return;
  }
  await ensureLabel(repository, label);
  await issues.addLabels({ ...which, labels: [label.name] });
}

async function ensureLabel(repository: GitHubRepository, label: Label): Promise<void> {
  const { issues } = repository.octokit.rest;
  const known = await orNull(issues.getLabel({ ...at(repository), name: label.name }));
  if (known !== null) return;
  try {
    await issues.createLabel({ ...at(repository), ...label });
  } catch (error) {
    // Somebody has made it meanwhile.
    if (statusOf(error) !== 422) throw error;
  }
}
