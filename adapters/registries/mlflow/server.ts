import { InputError, RefusedError } from '../../../core/errors.ts';
import { mlflowAuthorization } from '../../mlflow/credentials.ts';
import type { RegistrySettings, StoreAccess } from '../registry.ts';
import { pauseByClock } from '../../transfer/retry.ts';
import type { Client, Patience } from './client.ts';

/** Where an MLflow server lies: its address without a slash at the end. */
export interface Server {
  readonly origin: string;
  /** With the prefix under which it is served, if any. */
  readonly base: string;
}

/** The server that the configuration names, else MLFLOW_TRACKING_URI. Throws an InputError where neither does. */
export function configuredServer(access: StoreAccess, settings: RegistrySettings): Server {
  const address = settings.tracking_uri ?? access.variables['MLFLOW_TRACKING_URI'] ?? '';
  const server = serverAt(address);
  if (server !== null) return server;
  // Not shown: it may hold a password.
  throw new InputError(
    'mlflow-address',
    'registry.tracking_uri, or MLFLOW_TRACKING_URI, must be the address of an MLflow server such as https://mlflow.example.org, without a name, a password or a query in it.',
  );
}

/** A server by its address; null for what is no plain HTTP address. */
export function serverAt(address: string): Server | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (`${url.username}${url.password}${url.search}${url.hash}` !== '') return null;
  return { origin: url.origin, base: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

/**
 * A client for a server. Credentials go to the server that the configuration or MLFLOW_TRACKING_URI names, and to no
 * other: a version's record may name any. Throws a RefusedError for a host that may not be asked.
 */
export function connect(
  server: Server,
  access: StoreAccess,
  settings: RegistrySettings,
  patience: Patience,
): Client {
  if (access.hosts !== null && !access.hosts.includes(nameOf(server))) {
    throw new RefusedError(
      'store-host',
      `The MLflow server ${nameOf(server)} is not among the hosts that may be asked for versions: whoever runs Assay can allow it.`,
    );
  }
  const named = [settings.tracking_uri, access.variables['MLFLOW_TRACKING_URI']];
  const isNamed = named.some((one) => serverAt(one ?? '')?.origin === server.origin);
  return {
    server,
    authorization: isNamed ? mlflowAuthorization(access.variables) : null,
    patience,
    pause: access.pause ?? pauseByClock,
    progress: access.progress,
  };
}

/** How a list of hosts names a server: with http:// before one that has no TLS, unless it is this very machine. */
function nameOf({ origin }: Server): string {
  const { protocol, host, hostname } = new URL(origin);
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || isHere ? host : origin;
}
