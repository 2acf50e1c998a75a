import { readRequest } from '../../adapters/github/proposal-request.ts';
import { excludedFrom, type Request } from '../../core/proposal/requester.ts';
import type { JobContext } from '../context.ts';
import type { PullFacts } from './pull.ts';

type Asking = Pick<JobContext, 'repository' | 'proposer'>;

/** Who is behind a pull request that we have opened because somebody asked for it. */
export function requestOf({ repository, proposer }: Asking, pull: PullFacts): Promise<Request> {
  return readRequest(repository, proposer.account, pull);
}

/** Whose pull request it is: of one that we have opened because somebody asked for it, that person's. */
export async function responsibleFor(context: Asking, pull: PullFacts): Promise<string> {
  return (await requestOf(context, pull)).requestedBy ?? pull.author;
}

/** Whose approval of a pull request does not count. */
export async function excludedOf(context: Asking, pull: PullFacts): Promise<readonly string[]> {
  return excludedFrom(pull.author, await requestOf(context, pull));
}
