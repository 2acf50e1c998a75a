import { AssayError, InputError, UnavailableError } from '../../core/errors.ts';
import { isRateLimit, statusOf } from '../registries/github/client.ts';

/** Asks GitHub something; what goes wrong becomes a sentence that says what, and what to do, or what else to do. */
export async function asked<Value>(
  what: string,
  question: () => Promise<Value>,
  orElse = 'read a clone by --ledger',
): Promise<Value> {
  try {
    return await question();
  } catch (cause) {
    if (cause instanceof AssayError) throw cause;
    const status = statusOf(cause);
    if (isRateLimit(cause)) {
      throw new UnavailableError(
        'rate-limit',
        `GitHub refused ${what} (${status}), because there were too many requests: try again within the hour, or set GITHUB_TOKEN, which may ask far more often; or ${orElse}.`,
        { cause },
      );
    }
    if (status === 401 || status === 403 || status === 404) {
      throw new InputError(
        'no-access',
        `GitHub answered ${status} to the question for ${what}: check the name, and set GITHUB_TOKEN to a token that may read the repository's contents and pull requests.`,
        { cause },
      );
    }
    if (status === null && !isNetworkError(cause)) throw cause;
    throw new UnavailableError(
      'github-unavailable',
      `GitHub ${status === null ? 'did not answer' : `answered ${status}`} to the question for ${what}: try again.`,
      { cause },
    );
  }
}

/** Octokit names what is no answer so too; anything else is a defect of ours. */
function isNetworkError(error: unknown): boolean {
  return error instanceof Error && (error.name === 'HttpError' || error.name === 'AbortError');
}
