import { permissionOf } from './auth.ts';
import type { Account, Actor, Repository } from './state.ts';

const pushing: readonly string[] = ['write', 'maintain', 'admin'];

/** Whether an actor may change a repository: a person with write access, or a token with this permission. */
export function mayWrite(
  actor: Actor,
  repository: Repository,
  permissions: readonly string[],
): boolean {
  switch (actor.kind) {
    case 'user':
      return pushing.includes(permissionOf(repository, actor.account.login));
    case 'installation':
    case 'job':
      return permissions.some((name) => actor.permissions[name] === 'write');
    case 'app':
    case 'anonymous':
      return false;
    default:
      return actor satisfies never;
  }
}

/** How GitHub names the relation of an author to a repository. */
export function authorAssociation(
  repository: Repository,
  { login }: Account,
): 'OWNER' | 'COLLABORATOR' | 'CONTRIBUTOR' | 'NONE' {
  if (repository.owner.login === login) return 'OWNER';
  if (repository.permissions.has(login)) return 'COLLABORATOR';
  const issues = [...repository.issues.values()];
  const hasMerged = issues.some(({ author, pull }) => author.login === login && pull?.merged);
  return hasMerged ? 'CONTRIBUTOR' : 'NONE';
}
