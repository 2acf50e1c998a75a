import { InputError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { RegistrySettings, StoreAccess } from '../registry.ts';

/** Who asks: a job, the app on its server, or a person at a command line. Each is told differently how to log in. */
export type Asker = 'job' | 'app' | 'person';

/** One repository of one registry, and how it is reached. */
export interface Place {
  readonly asker: Asker;
  /** As people write it, with its port where it has one: `ghcr.io`, `127.0.0.1:5000`. */
  readonly host: string;
  /** `acme/bike-demand`. */
  readonly repository: string;
  /** Without a path. */
  readonly origin: string;
  readonly loopback: boolean;
}

/** Where a version lies: the place, and its manifest. */
export interface Located {
  readonly place: Place;
  readonly digest: string;
}

const namePattern =
  /^([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)\/([a-z0-9]+(?:(?:[._-]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._-]|__|-+)[a-z0-9]+)*)*)$/;
const uriPattern = /^oci:\/\/([^@]{3,400})@(sha256:[0-9a-f]{64})$/;
const loopbackPattern = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/;

/** Docker Hub's API has another name than its images. */
const apiHosts: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** The place that the configuration names. Throws an InputError where it names none, or one that may not be asked. */
export function configuredPlace(access: StoreAccess, settings: RegistrySettings): Place {
  const place =
    settings.repository === undefined ? null : placeOf(settings.repository, access, settings);
  if (place === null) {
    throw new InputError(
      'no-repository',
      'A registry of the type oci needs `registry.repository`: the host and the repository, such as ghcr.io/acme/bike-demand.',
    );
  }
  requireAllowed(place, access);
  return place;
}

/**
 * Where a record says that its version lies. Throws an InputError where that is no address of ours, or one that may not
 * be asked: a record is made by a workflow, and could name any host.
 */
export function recordedPlace(
  { tag, package: stored }: Readonly<VersionRecord>,
  access: StoreAccess,
  settings: RegistrySettings,
): Located {
  const [, name = '', digest = ''] = uriPattern.exec(stored.uri) ?? [];
  const place = placeOf(name, access, settings);
  if (place === null || digest !== stored.digest || stored.name !== place.repository) {
    throw new InputError(
      'bad-address',
      `The record of ${tag} names no manifest in a container registry that agrees with its digest.`,
    );
  }
  requireAllowed(place, access);
  return { place, digest };
}

/** The address of a manifest, as a record and a deployer know it. */
export function uriOf({ host, repository }: Place, digest: string): string {
  return `oci://${host}/${repository}@${digest}`;
}

/** An address below the repository's own: `blobs/…`, `manifests/…`. */
export function addressOf({ origin, repository }: Place, path: string): URL {
  return new URL(`/v2/${repository}/${path}`, origin);
}

/**
 * Whether a request may be sent on to where an answer points. Only by TLS, so that nothing inside a network is reached
 * that doesn't prove its name; on the registry's own origin, or between servers of one machine, also without.
 */
export function mayFollow({ origin, loopback }: Place, to: URL): boolean {
  if (to.username !== '' || to.password !== '') return false;
  if (to.origin === origin || to.protocol === 'https:') return true;
  return loopback && to.protocol === 'http:' && loopbackPattern.test(to.host);
}

function placeOf(name: string, access: StoreAccess, settings: RegistrySettings): Place | null {
  const [, host = '', repository = ''] = namePattern.exec(name) ?? [];
  if (host === '' || repository.length > 255) return null;
  const scheme = isPlain(host, access, settings) ? 'http' : 'https';
  const address = `${scheme}://${apiHosts[host] ?? host}`;
  if (!URL.canParse(address)) return null;
  const { origin } = new URL(address);
  const loopback = loopbackPattern.test(host);
  return { asker: askerOf(access), host, repository, origin, loopback };
}

/** Only a server for many repositories is held to hosts outside of a job. */
function askerOf({ variables, hosts }: StoreAccess): Asker {
  if (variables['GITHUB_ACTIONS'] === 'true') return 'job';
  return hosts === null ? 'person' : 'app';
}

/** What the configuration says holds for the host that it names; whoever runs the app says it of hosts by `http://`. */
function isPlain(host: string, { hosts }: StoreAccess, settings: RegistrySettings): boolean {
  const said =
    settings.repository?.startsWith(`${host}/`) === true ? settings.plain_http : undefined;
  if (hosts === null && said !== undefined) return said;
  return loopbackPattern.test(host) || hosts?.includes(`http://${host}`) === true;
}

function requireAllowed({ host }: Place, { hosts }: StoreAccess): void {
  if (hosts === null || hosts.includes(host) || hosts.includes(`http://${host}`)) return;
  throw new InputError(
    'host-not-allowed',
    `The registry ${host} is none that may be asked here: whoever runs the app allows it in ASSAY_REGISTRY_HOSTS.`,
  );
}
