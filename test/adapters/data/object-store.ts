import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { installed } from '../../tools/installed.ts';

/** An object store as other people wrote it: moto's, which checks signatures and permissions. */
export interface ObjectStore {
  readonly endpoint: string;
  /** Keys of a user who may do what `allow` says. */
  readonly keys: Keys;
  /** Keys of a session of a role that may do the same. */
  readonly session: Keys;
  put(path: string, content: string): Promise<void>;
  stop(): Promise<void>;
}

/** Credentials of AWS. */
export interface Keys {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

/** Whether its tests can run here. */
export const hasObjectStore = installed('moto_server') !== null;

/**
 * Starts it on a free port of loopback with the bucket `data`, these objects by key, and a user and a role who may
 * `allow`; from then on it answers nobody without a right signature.
 */
export async function startObjectStore(
  objects: Readonly<Record<string, string>>,
  allow: readonly string[],
): Promise<ObjectStore> {
  const child = spawn(installed('moto_server') ?? '', ['-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let endpoint = '';
  for await (const line of createInterface({ input: child.stderr })) {
    endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? '';
    if (endpoint !== '') break;
  }
  child.stderr.resume();
  const store = {
    endpoint,
    async put(path: string, content: string): Promise<void> {
      await ask(endpoint, `/data/${path}`, { method: 'PUT', body: content });
    },
    async stop(): Promise<void> {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
  await store.put('', '');
  for (const [key, content] of Object.entries(objects)) await store.put(key, content);
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: allow, Resource: ['arn:aws:s3:::data*'] }],
  });
  await askFor('iam', endpoint, 'CreateUser', { UserName: 'monitor' });
  await askFor('iam', endpoint, 'PutUserPolicy', {
    UserName: 'monitor',
    PolicyName: 'read',
    PolicyDocument: policy,
  });
  await askFor('iam', endpoint, 'CreateRole', {
    RoleName: 'monitor',
    AssumeRolePolicyDocument: '{}',
  });
  await askFor('iam', endpoint, 'PutRolePolicy', {
    RoleName: 'monitor',
    PolicyName: 'read',
    PolicyDocument: policy,
  });
  const answer = await askFor('iam', endpoint, 'CreateAccessKey', { UserName: 'monitor' });
  const assumed = await askFor('sts', endpoint, 'AssumeRole', {
    RoleArn: 'arn:aws:iam::123456789012:role/monitor',
    RoleSessionName: 'test',
  });
  await ask(endpoint, '/moto-api/reset-auth', { method: 'POST', body: '0' });
  return { ...store, keys: keysOf(answer), session: keysOf(assumed) };
}

function keysOf(answer: string): Keys {
  const [, id = ''] = /<AccessKeyId>([^<]+)</.exec(answer) ?? [];
  const [, secret = ''] = /<SecretAccessKey>([^<]+)</.exec(answer) ?? [];
  const [, token] = /<SessionToken>([^<]+)</.exec(answer) ?? [];
  return { id, secret, ...(token === undefined ? {} : { token }) };
}

const versions = { iam: '2010-05-08', sts: '2011-06-15' } as const;

/** Before signatures are checked, the header only says which service is meant. */
function askFor(
  service: 'iam' | 'sts',
  endpoint: string,
  action: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  return ask(endpoint, '/', {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=setup/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ Action: action, Version: versions[service], ...parameters }),
  });
}

async function ask(endpoint: string, path: string, request: RequestInit): Promise<string> {
  const answer = await fetch(`${endpoint}${path}`, request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text;
}
