import { readFile } from '../../adapters/github/files.ts';
import { forgetPolicy, readPolicyText } from '../../adapters/github/policy.ts';
import type { GitHubRepository, PolicyText } from '../../adapters/github/repository.ts';
import { readConfig, readPolicy } from '../../core/config/read.ts';
import { InputError } from '../../core/errors.ts';
import { govern } from '../../core/policy/govern.ts';
import {
  type GovernedConfig,
  type Organisation,
  policyFile,
} from '../../core/policy/organisation.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Config } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';

/** The configuration at a commit or branch. */
export type Configuration<Read extends Config = GovernedConfig> =
  | { readonly kind: 'valid'; readonly config: Read }
  | { readonly kind: 'absent' }
  /** Every problem, in words for people. */
  | { readonly kind: 'wrong'; readonly problem: string };

/**
 * Reads the configuration and the organisation's policy that it stands under. What is wrong with either is an answer, not
 * an exception. Throws what keeps the policy from being read, for the job to be tried again.
 */
export async function readConfiguration(
  { repository, policyRequired }: Pick<JobContext, 'repository' | 'policyRequired'>,
  ref: string,
): Promise<Configuration> {
  const own = await readOwnConfiguration(repository, ref);
  if (own.kind !== 'valid') return own;
  const organisation = await readOrganisation(repository, policyRequired);
  return organisation.ok
    ? { kind: 'valid', config: govern(own.config, organisation.value) }
    : { kind: 'wrong', problem: organisation.reason };
}

/** Reads the configuration alone, where nothing is judged and nobody's right to act depends on it. */
export async function readOwnConfiguration(
  repository: GitHubRepository,
  ref: string,
): Promise<Configuration<Config>> {
  const text = await readFile(repository, configPath, ref);
  if (text === null) return { kind: 'absent' };
  const read = unlessWrong(() => readConfig(text, configPath));
  return read.ok ? { kind: 'valid', config: read.value } : { kind: 'wrong', problem: read.reason };
}

/** The policy; null where there is none and none is required. Else what is wrong, which is looked for anew the next time. */
async function readOrganisation(
  repository: GitHubRepository,
  required: boolean,
): Promise<Result<Organisation | null>> {
  const file = policyFile(repository.owner);
  const organisation = organisationOf(await readPolicyText(repository), file, required);
  if (!organisation.ok) forgetPolicy(repository);
  return organisation;
}

function organisationOf(
  found: PolicyText,
  file: string,
  required: boolean,
): Result<Organisation | null> {
  switch (found.kind) {
    case 'text':
      return unlessWrong(() => ({ file, policy: readPolicy(found.text, file) }));
    case 'no-file':
      return failed(`${file} must be a file: the organisation's policy is read from it.`);
    case 'absent':
      return required
        ? failed(
            `${file} is not there, or can't be seen: this app judges only by an organisation's policy. Add it, and install the app on that repository if it is not public.`,
          )
        : ok(null);
    default:
      return found satisfies never;
  }
}

function unlessWrong<Value>(read: () => Value): Result<Value> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof InputError) return failed(error.message);
    throw error;
  }
}
