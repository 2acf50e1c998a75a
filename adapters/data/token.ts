import { InputError } from '../../core/errors.ts';

const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/;
const loopbackPattern = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a server may have the token: it may, it isn't listed, it has no TLS, or there is no token. */
export type TokenUse =
  | { readonly kind: 'sent'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'not-listed' }
  | { readonly kind: 'plain' }
  | { readonly kind: 'none' };

/**
 * Whether the token of ASSAY_DATA_TOKEN goes to the server of an address: only to the hosts that ASSAY_DATA_HOSTS names,
 * and by TLS or within this machine. Throws an InputError for a list that can't be read.
 */
export function tokenFor(
  { host, hostname, protocol }: URL,
  variables: Readonly<Record<string, string | undefined>>,
): TokenUse {
  const token = variables['ASSAY_DATA_TOKEN']?.trim() ?? '';
  if (token === '') return { kind: 'none' };
  if (!listedHosts(variables['ASSAY_DATA_HOSTS'] ?? '').includes(host)) {
    return { kind: 'not-listed' };
  }
  if (protocol !== 'https:' && !loopbackPattern.test(hostname)) return { kind: 'plain' };
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InputError(
      'bad-data-token',
      'ASSAY_DATA_TOKEN holds what no token holds, such as a blank or a line break: set it to the token alone.',
    );
  }
  return { kind: 'sent', headers: { authorization: `Bearer ${token}` } };
}

/** Whether a host is this machine itself, so that nobody hears what is sent. */
export function isLoopback(hostname: string): boolean {
  return loopbackPattern.test(hostname);
}

function listedHosts(text: string): readonly string[] {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
  const wrong = hosts.find((host) => !hostPattern.test(host));
  if (wrong === undefined) return hosts;
  throw new InputError(
    'bad-data-hosts',
    `ASSAY_DATA_HOSTS must be hosts with commas between them, such as data.example.com,store.example.com:8443; found ${JSON.stringify(wrong.slice(0, 80))}.`,
  );
}
