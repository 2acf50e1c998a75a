import { type AssayError, InputError, RefusedError } from '../../../core/errors.ts';
import { passingStatuses, whyUnreachable } from '../../transfer/passing.ts';
import { PassingTrouble } from '../../transfer/patience.ts';
import type { Store } from './store.ts';

/** What is asked of a store, and the permission for it. */
const permissions = { list: 's3:ListBucket', read: 's3:GetObject' } as const;

/** Errors of a store that come with a status of which nobody would think it. */
const expired: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'TokenRefreshRequired',
  'InvalidToken',
]);

/**
 * Why a store did not do something, in words for people: by the name and the status of what the SDK threw. Its message is
 * not shown: a store may say anything.
 */
export function storeTrouble(
  { key, shown }: Pick<Store, 'key' | 'shown'>,
  doing: keyof typeof permissions,
  error: unknown,
): AssayError {
  const { name, status } = said(error);
  const refused = `${key} names ${shown}, and the store refuses to ${doing} it (${[status, name].filter((word) => word !== null).join(' ')})`;
  if (name === 'NoSuchBucket') {
    return new InputError(
      'no-input',
      `${refused}: there is no such bucket; correct its name, or the endpoint.`,
    );
  }
  if (expired.has(name)) {
    return new InputError(
      'no-access',
      `${refused}: the credentials are not valid any more; get new ones in a step before.`,
    );
  }
  if (status === 401 || status === 403) {
    return new InputError(
      'no-access',
      `${refused}: give the credentials the permission ${permissions[doing]} on it, and look at bucket, key and region; without s3:ListBucket, an object that is not there is refused, too.`,
    );
  }
  if (status === 404) {
    return new InputError(
      'no-input',
      `${refused}: there is no such object; correct the key, or write it before.`,
    );
  }
  if (status === 412) {
    return new InputError(
      'data-changed',
      `${refused}: it was written anew since it was listed; run this again when nothing writes there.`,
    );
  }
  if (status === 301 || status === 307 || status === 400) {
    return new InputError(
      'store-refused',
      `${refused}: look at monitor.s3.region and monitor.s3.endpoint, which must be those of the bucket.`,
    );
  }
  if (status === null || passingStatuses.has(status)) return passing(shown, doing, error);
  return new RefusedError('store-refused', `${refused}: look at the store's log.`);
}

function passing(shown: string, doing: string, error: unknown): PassingTrouble {
  const { name, status } = said(error);
  const why = status === null ? whyUnreachable(error) : `${status} ${name}`;
  return new PassingTrouble(
    'store-unavailable',
    `The store can't be reached to ${doing} ${shown}, or breaks off (${why}), after several tries: look at monitor.s3 and whether the store is up, and run this again.`,
    { cause: error },
  );
}

/** The error for an object whose bytes broke off. */
export function brokenOff({ shown }: Pick<Store, 'shown'>, cause: unknown): PassingTrouble {
  return passing(shown, 'read', cause);
}

/** The store's own name for what is wrong, and the status of its answer; null where there was none. */
function said(error: unknown): { readonly name: string; readonly status: number | null } {
  if (!(error instanceof Error)) return { name: 'unknown', status: null };
  const name = /^[A-Za-z.]{1,60}$/.test(error.name) ? error.name : 'unknown';
  const metadata: unknown = '$metadata' in error ? error.$metadata : null;
  if (typeof metadata !== 'object' || metadata === null) return { name, status: null };
  const status: unknown = 'httpStatusCode' in metadata ? metadata.httpStatusCode : null;
  return { name, status: typeof status === 'number' ? status : null };
}
