import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../../core/errors.ts';
import type { RegistrySettings, StoreAccess } from '../registry.ts';
import type { Place } from './place.ts';

/** Who we are to a registry. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** What `docker login` keeps where a registry gives it a token that others are asked for with. */
  | { readonly kind: 'identity-token'; readonly token: string };

/** What is known of who we are, and which credentials there may be beside it that can't be used. */
export interface Known {
  readonly credentials: Credentials | null;
  /** As "Docker's configuration …", a sentence without its end; null where there is nothing to say. */
  readonly unused: string | null;
}

/** As a job at github.com has them, and nobody else. */
const gitHubAddresses: ReadonlySet<string> = new Set([
  '',
  'https://github.com',
  'https://api.github.com',
]);
/** Docker Hub's entry in Docker's configuration. */
const dockerHubKey = 'https://index.docker.io/v1/';

/**
 * What is known for a place's host and for no other: ASSAY_OCI_USERNAME and ASSAY_OCI_PASSWORD for the host that the
 * configuration names, else what Docker's configuration has for it, else GitHub's own token for GitHub's own registry,
 * else none. A credential helper is not run; whether one is needed shows when the registry refuses what there is.
 * Throws an InputError for a configuration that can't be read.
 */
export async function credentialsFor(
  place: Place,
  { variables }: StoreAccess,
  settings: RegistrySettings,
): Promise<Known> {
  const { ASSAY_OCI_USERNAME: username = '', ASSAY_OCI_PASSWORD: password = '' } = variables;
  const isConfigured = settings.repository?.startsWith(`${place.host}/`) === true;
  if (isConfigured && username !== '' && password !== '') {
    return { credentials: { kind: 'password', username, password }, unused: null };
  }
  const docker = await dockerCredentials(place, variables);
  return { ...docker, credentials: docker.credentials ?? gitHubCredentials(place, variables) };
}

/** GitHub's registry takes the job's token. The token of a server of one's own is for that alone. */
function gitHubCredentials(
  { host }: Place,
  {
    GITHUB_ACTOR: username = '',
    GITHUB_TOKEN: password = '',
    GITHUB_SERVER_URL: server = '',
    GITHUB_API_URL: api = '',
  }: StoreAccess['variables'],
): Credentials | null {
  const isGitHub = [server, api].every((url) => gitHubAddresses.has(url));
  if (host !== 'ghcr.io' || !isGitHub || username === '' || password === '') return null;
  return { kind: 'password', username, password };
}

const nothing: Known = { credentials: null, unused: null };

async function dockerCredentials(
  { host }: Place,
  { DOCKER_CONFIG: folder = '', HOME: home = '' }: StoreAccess['variables'],
): Promise<Known> {
  if (folder === '' && home === '') return nothing;
  const path = join(folder === '' ? join(home, '.docker') : folder, 'config.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return nothing;
  const config = parsed(text, path);
  const keys = host === 'docker.io' ? [dockerHubKey, host] : [host, `https://${host}`];
  for (const key of keys) {
    const found = readEntry(fieldOf(fieldOf(config, 'auths'), key));
    if (found !== null) return { credentials: found, unused: null };
  }
  const helper = keys.map((key) => textOf(fieldOf(config, 'credHelpers'), key)).find(Boolean);
  const store = helper ?? textOf(config, 'credsStore');
  if (store === undefined || store === '') return nothing;
  const unused = `${path} leaves the credentials of ${host} to a credential helper, which Assay does not run`;
  return { credentials: null, unused };
}

/** Nothing of the file goes into the error: it holds secrets. */
function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(
      'bad-docker-config',
      `${path} is no JSON, so no credentials are found in it.`,
    );
  }
}

function readEntry(entry: unknown): Credentials | null {
  const token = textOf(entry, 'identitytoken');
  if (token !== undefined && token !== '') return { kind: 'identity-token', token };
  const pair = Buffer.from(textOf(entry, 'auth') ?? '', 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon > 0) {
    return { kind: 'password', username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  }
  const username = textOf(entry, 'username') ?? '';
  const password = textOf(entry, 'password') ?? '';
  return username === '' || password === '' ? null : { kind: 'password', username, password };
}

function textOf(value: unknown, key: string): string | undefined {
  const found = fieldOf(value, key);
  return typeof found === 'string' ? found : undefined;
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
