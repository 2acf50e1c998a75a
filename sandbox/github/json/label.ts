import { nodeId } from '../node-id.ts';
import type { Issue, Label, Repository, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';

/** A label of a repository. */
export function labelJson(state: State, repository: Repository, label: Label): object {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrl(state, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** The label of this name; made where there is none yet, as GitHub does when one is put on an issue. */
export function labelOf(
  state: State,
  repository: Repository,
  name: string,
  look: { readonly color: string; readonly description: string | null },
): Label {
  const known = repository.labels.get(name);
  if (known !== undefined) return known;
  const label: Label = { id: state.nextId(), name, ...look };
  repository.labels.set(name, label);
  return label;
}

/** The labels of an issue or pull request, in the order in which they were put on it. */
export function labelsOfIssue(state: State, repository: Repository, issue: Issue): object[] {
  return [...issue.labels].flatMap((name) => {
    const label = repository.labels.get(name);
    return label === undefined ? [] : [labelJson(state, repository, label)];
  });
}
