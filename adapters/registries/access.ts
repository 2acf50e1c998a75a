import { failed, ok, type Result } from '../../core/result.ts';
import type { StoreAccess } from './registry.ts';

/** Registries that a server may ask unless whoever runs it says otherwise: GitHub's own. */
const usualHosts: readonly string[] = ['ghcr.io'];
const hostPattern = /^(?:http:\/\/)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?$/;

type Variables = StoreAccess['variables'];

/**
 * The stores as a job, or a person at a command line, reaches them: with all that the environment has, and GitHub's
 * token. Any host, since the configuration and the machine are of the same people, unless ASSAY_REGISTRY_HOSTS names some.
 * Throws nothing: what can't be read there allows no host.
 */
export function ownAccess(
  variables: Variables,
  token: string,
  progress: StoreAccess['progress'] = () => undefined,
): StoreAccess {
  const text = variables['ASSAY_REGISTRY_HOSTS'] ?? '';
  const hosts = text.trim() === '' ? ok(null) : readHosts(text);
  return {
    variables: token === '' ? variables : { ...variables, GITHUB_TOKEN: token },
    hosts: hosts.ok ? hosts.value : [],
    progress,
  };
}

/** The stores as a server for many repositories reaches them: only hosts that whoever runs it names. */
export function servedAccess(variables: Variables, hosts: readonly string[]): StoreAccess {
  return { variables, hosts, progress: () => undefined };
}

/** Reads a list of hosts with commas. Why it is none is the end of a sentence that begins with its name. */
export function readHosts(text: string): Result<readonly string[]> {
  const entries = text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return ok(usualHosts);
  const wrong = entries.find((entry) => !hostPattern.test(entry));
  if (wrong === undefined) return ok(entries);
  return failed(
    `must be hosts with commas between them, such as ghcr.io,registry.example.com:5000, or with http:// before one that has no TLS; found ${JSON.stringify(wrong)}.`,
  );
}
