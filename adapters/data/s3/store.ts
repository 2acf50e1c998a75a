import type { S3Client } from '@aws-sdk/client-s3';
import { InputError } from '../../../core/errors.ts';
import type { FetchOptions } from '../fetched.ts';
import { isLoopback } from '../token.ts';

/** The SDK, which is loaded only where data lie in a bucket: it is larger than all the rest of the action. */
export type Sdk = typeof import('@aws-sdk/client-s3');

/** An object store, and for what it is asked. */
export interface Store {
  readonly sdk: Sdk;
  readonly client: S3Client;
  /** The key of the configuration, and the location, for sentences. */
  readonly key: string;
  readonly shown: string;
}

/** A server that is not there is noticed by then, in milliseconds. */
const connectionTimeoutMs = 10_000;

/**
 * The store as the configuration names it, with the credentials that the SDK finds: of the environment, of a web
 * identity (GitHub's OIDC), of AWS's files, of the container or the machine. Throws an InputError where there are none.
 */
export async function openStore(
  shown: string,
  { key, s3, variables, patience }: Required<FetchOptions>,
): Promise<Store> {
  const sdk = await import('@aws-sdk/client-s3');
  const endpoint = s3?.endpoint ?? named(variables, 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL');
  const client = new sdk.S3Client({
    region: s3?.region ?? named(variables, 'AWS_REGION', 'AWS_DEFAULT_REGION') ?? 'us-east-1',
    forcePathStyle: s3?.path_style ?? endpoint !== undefined,
    // Whoever asks tries again by itself.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: patience.idleMs,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined
      ? { followRegionRedirects: true }
      : // Other stores know fewer kinds of checksums than Amazon's.
        { endpoint, responseChecksumValidation: 'WHEN_REQUIRED' }),
  });
  try {
    await requireCredentials(client, key, shown, endpoint);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return { sdk, client, key, shown };
}

/** The secret key never leaves the machine, but a session's token does: only by TLS, or within the machine. */
async function requireCredentials(
  { config }: S3Client,
  key: string,
  shown: string,
  endpoint: string | undefined,
): Promise<void> {
  const credentials = await config.credentials().catch((cause: unknown) => {
    const name = cause instanceof Error ? cause.name : 'no reason';
    throw new InputError(
      'no-credentials',
      `${key} names ${shown}, and no credentials could be had for it (${name}): run aws-actions/configure-aws-credentials in a step before, let the role trust this workflow, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. For a public object write its https:// address.`,
      { cause },
    );
  });
  if (credentials.sessionToken === undefined || endpoint === undefined) return;
  const { protocol, hostname, host } = new URL(endpoint);
  if (protocol === 'https:' || isLoopback(hostname)) return;
  throw new InputError(
    'no-tls',
    `The credentials for ${shown} hold a session token, which anybody on the way to ${host} could read and use: name the endpoint by https:// in monitor.s3.endpoint, or use keys without a session.`,
  );
}

/** The first of these variables that says something. */
function named(variables: FetchOptions['variables'], ...names: string[]): string | undefined {
  return names.map((name) => variables[name]).find((value) => (value ?? '') !== '');
}
