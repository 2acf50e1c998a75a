import type { Probot } from 'probot';
import { InputError } from '../../core/errors.ts';
import type { Account, Identity } from './identity.ts';

type AppOctokit = Awaited<ReturnType<Probot['auth']>>;

/** The app that stands behind GITHUB_TOKEN. */
const jobsLogin = 'github-actions[bot]';
const botSuffix = '[bot]';

/** Whose the token of a client is. Asked by GraphQL: REST tells that of people alone. */
export async function askAccount(octokit: AppOctokit): Promise<Account> {
  const { viewer } = await octokit.graphql<{ readonly viewer: { readonly login: string } }>(
    '{ viewer { login } }',
  );
  return { login: viewer.login, startsWorkflows: viewer.login !== jobsLogin };
}

/**
 * Who we are with a token in a workflow job. No event of a check reaches a workflow that has run on its commit. Throws an
 * InputError for a token that is no app's: only apps set checks.
 */
export async function askTokenIdentity(octokit: AppOctokit): Promise<Identity> {
  const account = await askAccount(octokit);
  const { login } = account;
  if (!login.endsWith(botSuffix)) {
    throw new InputError(
      'no-app',
      `\`token\` is of the account ${login}, and only apps may set checks: leave it out, or give the installation token of a GitHub App. A token for pull requests alone belongs into \`pull-request-token\`.`,
    );
  }
  const { data } = await octokit.rest.apps.getBySlug({
    app_slug: login.slice(0, -botSuffix.length),
  });
  if (data === null) throw new TypeError(`GitHub does not say which app ${login} is.`);
  return { ...account, id: data.id, hearsButtons: false };
}
