import { InputError, RefusedError } from '../../../core/errors.ts';
import type { ModelArtifact, VersionRecord } from '../../../schemas/types.ts';
import { type Server, serverAt } from './server.ts';

/** Where an MLflow server passes artifacts through. */
const route = '/api/2.0/mlflow-artifacts/artifacts';
/** The folder of a run's artifacts that holds the model and nothing else. */
export const modelFolder = 'model';
const manifestName = 'assay-manifest.json';

/** Where the files of a model lie on a server: the folder of artifacts of one run. */
export interface Place {
  readonly server: Server;
  /** Below the route, with slashes, not encoded. */
  readonly root: string;
}

/** The folder of the model itself, below the route. */
export function modelPath({ root }: Place): string {
  return `${root}/${modelFolder}`;
}

/** The list of the model's files, beside it; it is written last. */
export function manifestPath({ root }: Place): string {
  return `${root}/${manifestName}`;
}

/** The address of what lies at a path below the route. */
export function addressOf({ base }: Server, path: string): string {
  return `${base}${route}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address of the model's folder, as a version's record has it. */
export function uriOf(place: Place): string {
  return addressOf(place.server, modelPath(place));
}

const pattern = new RegExp(`^(.*?)${route}/(.+)/${modelFolder}$`, 's');

/** Where a record says that its model lies. Throws a RefusedError for what no Assay has written. */
export function placeOf({ tag, package: { uri } }: Readonly<VersionRecord>): Place {
  const [, address = '', path = ''] = pattern.exec(uri) ?? [];
  const server = serverAt(address);
  const root = decoded(path);
  const isPlain = root.split('/').every((part) => !/^\.{0,2}$/.test(part));
  // Written as we write it: what can be read in two ways is refused.
  if (server !== null && isPlain && uriOf({ server, root }) === uri) return { server, root };
  throw new RefusedError(
    'mlflow-place',
    `The record of ${tag} names no place of a model on an MLflow server.`,
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/**
 * Where a run keeps its artifacts, by what MLflow calls it: `mlflow-artifacts:/1/<run>/artifacts`, or an address of the
 * server's own; null where the server does not pass them through.
 */
export function placeOfRun(server: Server, artifactUri: string): Place | null {
  const url = URL.parse(artifactUri);
  if (url === null || url.search !== '' || url.hash !== '') return null;
  const { host } = new URL(server.origin);
  if (url.protocol === 'mlflow-artifacts:' && (url.host === '' || url.host === host)) {
    return { server, root: decoded(url.pathname).replaceAll(/^\/+|\/+$/g, '') };
  }
  const own = `${server.base}${route}/`;
  if (!artifactUri.startsWith(own)) return null;
  return { server, root: decoded(artifactUri.slice(own.length)).replace(/\/+$/, '') };
}

/** Where a version's files lie, by what MLflow calls its source; null where that is no model of ours. */
export function placeOfSource(server: Server, source: string): Place | null {
  const folder = `/${modelFolder}`;
  return source.endsWith(folder) ? placeOfRun(server, source.slice(0, -folder.length)) : null;
}

/** Throws an InputError for a file whose name MLflow's server does not keep as it is, or its client can't ask for. */
export function requireNames({ files }: ModelArtifact): void {
  const refused = files.find(
    ({ path }) => /[%#?\\\p{Cc}\p{Cs}]/u.test(path) || /(^|\/)\.artifact\.uploading\./.test(path),
  );
  if (refused === undefined) return;
  throw new InputError(
    'mlflow-name',
    `MLflow keeps no file by the name of ${JSON.stringify(refused.path)}: let training write names without %, #, ?, \\ and control characters, or choose another registry.`,
  );
}
