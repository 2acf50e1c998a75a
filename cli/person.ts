import type { PersonsAccess } from '../adapters/evidence/open-github.ts';
import { InputError } from '../core/errors.ts';
import { usualApiUrl } from '../core/github/web-address.ts';

/** How a person reads a repository, `owner/name`, by the variables of their shell. Throws an InputError for a name that is none. */
export function personsAccess(repository: string): PersonsAccess {
  const [, owner, repo] = /^([A-Za-z0-9][A-Za-z0-9_-]*)\/([A-Za-z0-9._-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new InputError(
      'bad-repository',
      `--repository must be owner/name; found ${JSON.stringify(repository)}.`,
    );
  }
  const { GITHUB_TOKEN = '', GITHUB_API_URL = '' } = process.env;
  return {
    owner,
    repo,
    token: GITHUB_TOKEN === '' ? null : GITHUB_TOKEN,
    apiUrl: GITHUB_API_URL === '' ? usualApiUrl : GITHUB_API_URL,
  };
}
