import { type AssayError, InputError, RefusedError } from '../../../core/errors.ts';
import { PassingTrouble } from '../../transfer/patience.ts';
import type { Place } from './place.ts';
import { passingStatuses, retryAfterMs, whyUnreachable } from '../../transfer/passing.ts';
import { type Answer, bytesOf } from '../../transfer/transport.ts';

const mostErrorBytes = 64 * 1024;
const safeToSay = 'what is half done is completed or left unused';

/** Why a registry did not do something, in words for people. Reads the answer to its end. */
export async function refusal(
  place: Place,
  doing: string,
  answer: Answer,
  now = Date.now(),
): Promise<AssayError> {
  const { status } = answer;
  const code = await codeOf(answer);
  const said = `${place.host} refused ${doing} (${code === null ? status : `${status} ${code}`})`;
  if (status === 401 || status === 403) return denied(place, said);
  if (passingStatuses.has(status)) {
    const afterMs = retryAfterMs(answer.headers, now);
    const kind = status === 429 ? 'registry-rate-limit' : 'registry-unavailable';
    const sentence = `${said}: run this again later; ${safeToSay}.`;
    return new PassingTrouble(kind, sentence, { afterMs });
  }
  if (status === 413 || status === 507) {
    const advice = 'It is full, or takes nothing that large: free space in it, or raise its limit.';
    return new InputError('registry-full', `${said}. ${advice}`);
  }
  if (status === 404) {
    const advice = `There is no repository ${place.repository}, or not for these credentials: make it where the registry doesn't by itself, and look at \`registry.repository\`.`;
    return new InputError('no-repository', `${said}. ${advice}`);
  }
  if (status === 409 || status === 412) {
    const advice = `Something else changed it at the same time: run this again; ${safeToSay}.`;
    return new PassingTrouble('registry-conflict', `${said}. ${advice}`);
  }
  // Not so where it was sent; docker-registry says it too of what two wrote at the same moment.
  if (status === 400 && code === 'DIGEST_INVALID') {
    const advice = `It received other bytes than were sent: run this again; ${safeToSay}.`;
    return new PassingTrouble('registry-damaged', `${said}. ${advice}`);
  }
  return new RefusedError('registry-refused', `${said}: look at the registry's log.`);
}

/** The error for credentials that do not do, or are not there. */
export function denied(place: Place, said: string): InputError {
  return new InputError('registry-denied', `${said}. ${loginAdvice(place)}.`);
}

function loginAdvice({ asker, host, repository }: Place): string {
  switch (asker) {
    case 'job':
      return host === 'ghcr.io'
        ? 'Add "permissions: packages: write" to the job (packages: read to read), and let the package give the repository access'
        : `Log in before with docker/login-action, or give the step ASSAY_OCI_USERNAME and ASSAY_OCI_PASSWORD, of an account that may read and write ${repository}`;
    case 'app':
      return `Whoever runs the app gives it an account that may read ${repository}: in "auths" of Docker's config.json, whose folder DOCKER_CONFIG names`;
    case 'person':
      return `Log in with an account that may read ${repository}, so that "auths" of Docker's config.json has it, as "docker login ${host}" writes it where Docker has no credential helper; DOCKER_CONFIG may name another folder for that`;
    default:
      return asker satisfies never;
  }
}

/** The error for a registry from which no answer came. */
export function unreachable(host: string, doing: string, cause: unknown): PassingTrouble {
  return new PassingTrouble(
    'registry-unreachable',
    `${host} can't be reached for ${doing} (${whyUnreachable(cause)}): look at whether it is up, open to this machine and rightly named, and run this again; ${safeToSay}.`,
    { cause },
  );
}

/** The registry's own name for what is wrong. Its words are not shown: it may say anything. */
async function codeOf(answer: Answer): Promise<string | null> {
  const bytes = await bytesOf(answer, mostErrorBytes).catch(() => null);
  const [, code] = /"code"\s*:\s*"([A-Z_]{1,40})"/.exec(bytes?.toString('utf8') ?? '') ?? [];
  return code ?? null;
}
