import { isPublicElsewhere, permissionOf } from '../auth.ts';
import { accountJson } from '../json/account.ts';
import { found, HttpError, json, type Route } from '../route.ts';

/** The four words that GitHub had before there were roles. */
const words = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
} as const;

/** `/repos/{owner}/{repo}/collaborators`: what an account may do in a repository. */
export const collaborators = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/collaborators/:username/permission',
    need: { permission: 'metadata', level: 'read' },
    handle(request) {
      const { account: asking, actor, state, repository } = request;
      if (actor.kind === 'installation' && isPublicElsewhere(actor.installation, repository)) {
        throw new HttpError(403, 'Resource not accessible by integration');
      }
      const account = found(state.accounts.get(request.param('username')));
      if (asking.type === 'User' && permissionOf(repository, asking.login) === 'none') {
        throw new HttpError(403, 'Must have push access to view collaborator permission.');
      }
      if (account.type === 'Bot') throw new HttpError(404, `${account.login} is not a user`);
      const role = permissionOf(repository, account.login);
      const atLeast = (...roles: readonly string[]): boolean => roles.includes(role);
      return json({
        permission: words[role],
        role_name: role,
        user: {
          ...accountJson(state, account),
          role_name: role,
          permissions: {
            pull: role !== 'none',
            triage: atLeast('triage', 'write', 'maintain', 'admin'),
            push: atLeast('write', 'maintain', 'admin'),
            maintain: atLeast('maintain', 'admin'),
            admin: atLeast('admin'),
          },
        },
      });
    },
  },
] as const satisfies readonly Route[];
