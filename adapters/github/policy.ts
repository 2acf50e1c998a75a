import { AssayError, UnavailableError } from '../../core/errors.ts';
import { policyFile, policyPath, policyRepository } from '../../core/policy/organisation.ts';
import { type GitHubRepository, orNull, type PolicyText, statusOf } from './repository.ts';

/**
 * The policy of the organisation that a repository belongs to, from the default branch of its `.github`. It is remembered
 * for a while, as is that there is none. Throws an UnavailableError where GitHub answers with anything else: a policy that
 * can't be read is not one that is missing.
 */
export async function readPolicyText(repository: GitHubRepository): Promise<PolicyText> {
  const { octokit, owner, memory } = repository;
  const known = memory.policies.get(owner);
  if (known !== undefined) return known;
  const answer = await orNull(
    octokit.rest.repos.getContent({
      owner,
      repo: policyRepository,
      path: policyPath,
      mediaType: { format: 'raw' },
    }),
  ).catch((error: unknown) => {
    throw unreadable(owner, error);
  });
  const text = answer === null ? ({ kind: 'absent' } as const) : textOf(answer.data);
  memory.policies.set(owner, text);
  return text;
}

/** Has the policy read again, since somebody asks to judge by what holds now. */
export function forgetPolicy({ owner, memory }: GitHubRepository): void {
  memory.policies.delete(owner);
}

function textOf(data: unknown): PolicyText {
  // With the raw media type a file's answer is text, whatever the description's type says.
  return typeof data === 'string' ? { kind: 'text', text: data } : { kind: 'no-file' };
}

/** Errors that have words for people stay what they are, such as that GitHub asks for a pause. */
function unreadable(owner: string, error: unknown): unknown {
  const status = statusOf(error);
  if (error instanceof AssayError || status === null) return error;
  return new UnavailableError(
    'policy-unreadable',
    `The organisation's policy, ${policyFile(owner)}, can't be read: GitHub answers ${status}. Nothing is judged without it.`,
    { cause: error },
  );
}
