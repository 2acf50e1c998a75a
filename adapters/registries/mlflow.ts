import { AssayError, UnavailableError } from '../../core/errors.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { type Client, type Patience, usualPatience } from './mlflow/client.ts';
import { setAlias, versionAlias } from './mlflow/alias.ts';
import { compareModel } from './mlflow/compare.ts';
import { fetchModel } from './mlflow/fetch.ts';
import { followVersion } from './mlflow/follow.ts';
import { type Place, placeOf, requireNames, uriOf } from './mlflow/place.ts';
import { modelProblem } from './mlflow/problem.ts';
import { placeOfModel } from './mlflow/run.ts';
import { configuredServer, connect } from './mlflow/server.ts';
import { uploadModel } from './mlflow/upload.ts';
import { ensureVersion, requireModelName } from './mlflow/version.ts';
import type { RegistrySettings, StoreAccess } from './registry.ts';
import type { ModelFiles, Packed, RemoteStoreType, Store } from './store.ts';

/** The bytes as artifacts of an MLflow server, and a version of its model registry for each of ours. */
export const mlflow: RemoteStoreType = {
  type: 'mlflow',
  open: (access, settings) => openMlflow(access, settings),
};

/** The store, with another patience for tests. */
export function openMlflow(
  access: StoreAccess,
  settings: RegistrySettings,
  patience: Patience = usualPatience,
): Store {
  const at = (record: Readonly<VersionRecord>): { client: Client; place: Place } => {
    const place = placeOf(record);
    return { place, client: connect(place.server, access, settings, patience) };
  };
  return {
    statesDigests: false,
    pack: (files) =>
      pack(
        connect(configuredServer(access, settings), access, settings, patience),
        files,
        settings,
      ),
    announce: async ({ record }) => {
      const { client } = at(record);
      const version = await ensureVersion(client, record);
      await setAlias(client, record.package.name, versionAlias(record), version);
    },
    problem: async (record) => {
      try {
        const { client, place } = at(record);
        return await modelProblem(client, place, record);
      } catch (error) {
        // Another try may tell; all else stays as it is until somebody does something.
        if (!(error instanceof AssayError) || error instanceof UnavailableError) throw error;
        return error.message;
      }
    },
    compare: async (record) => {
      const { client, place } = at(record);
      return compareModel(client, place, record);
    },
    fetch: async (record, folder) => {
      const { client, place } = at(record);
      await fetchModel(client, place, record, folder);
    },
    follow: async (record, role) => {
      await followVersion(at(record).client, record, role);
    },
  };
}

/** There is nothing to pack: the files are stored as they are, and have their digests. */
async function pack(
  client: Client,
  files: ModelFiles,
  settings: RegistrySettings,
): Promise<Packed> {
  const { artifact, model } = files;
  const name = settings.name ?? model;
  requireModelName(name);
  requireNames(artifact);
  // Its address is the server's to choose, and the version's record names it.
  const found = await placeOfModel(client, name, files);
  const { digest, bytes } = artifact;
  let isUploaded = false;
  return {
    digest,
    bytes,
    describe: () => ({ name, uri: uriOf(found.place), digest, bytes }),
    upload: async () => {
      if (!isUploaded) await uploadModel(client, found, files);
      isUploaded = true;
    },
  };
}
