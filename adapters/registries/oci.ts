import { InputError, RefusedError } from '../../core/errors.ts';
import { announceVersion } from './oci/announce.ts';
import { compareBlobs } from './oci/compare.ts';
import { modelDocuments } from './oci/formats.ts';
import { requireManifestSize } from './oci/manifests.ts';
import { type Patience, usualPatience } from '../transfer/patience.ts';
import { configuredPlace, recordedPlace, uriOf } from './oci/place.ts';
import { pullModel } from './oci/pull.ts';
import { pushModel } from './oci/push.ts';
import { openSession, type Session } from './oci/session.ts';
import { storedProblem } from './oci/stored-problem.ts';
import { isTagged, tagOf } from './oci/version-tag.ts';
import type { RegistrySettings, StoreAccess } from './registry.ts';
import type { ModelFiles, Packed, RemoteStoreType, Store } from './store.ts';
import type { VersionRecord } from '../../schemas/types.ts';

/** The bytes in a container registry, as ModelPack artifacts: a layer for each file, a tag for each version. */
export const oci: RemoteStoreType = {
  type: 'oci',
  open: (access, settings) =>
    openOci(access, settings, { ...usualPatience, pause: access.pause ?? usualPatience.pause }),
};

/** The same with another patience. */
export function openOci(
  access: StoreAccess,
  settings: RegistrySettings,
  patience: Patience,
): Store {
  const sessionOf = (record: Readonly<VersionRecord>): Session => {
    const { place } = recordedPlace(record, access, settings);
    return openSession(place, access, settings, patience);
  };
  return {
    statesDigests: true,
    pack: async (files) => pack(openConfigured(access, settings, patience), files),
    announce: async (announcement) => {
      await announceVersion(sessionOf(announcement.record), announcement);
    },
    async problem(record) {
      try {
        return await storedProblem(sessionOf(record), record);
      } catch (error) {
        // What can't be verified is a problem too; what may be over soon is tried again.
        if (error instanceof InputError || error instanceof RefusedError) return error.message;
        throw error;
      }
    },
    compare: async (record) => compareBlobs(sessionOf(record), record),
    fetch: async (record, folder) => {
      await pullModel(sessionOf(record), record, folder);
    },
    // A tag that moves says less than the digest in git, which deployers go by.
    follow: () => Promise.resolve(),
  };
}

function openConfigured(
  access: StoreAccess,
  settings: RegistrySettings,
  patience: Patience,
): Session {
  return openSession(configuredPlace(access, settings), access, settings, patience);
}

/** Nothing is packed: the files go as they are, and their digests are known. */
function pack(session: Session, files: ModelFiles): Packed {
  const { place } = session;
  const documents = modelDocuments(files);
  const { digest } = documents.manifest.descriptor;
  requireManifestSize(documents.manifest.bytes);
  const { bytes } = files.artifact;
  return {
    digest,
    bytes,
    describe: () => ({ name: place.repository, uri: uriOf(place, digest), digest, bytes }),
    async upload(_draft, version) {
      // Before anything is claimed or sent.
      await isTagged(session, tagOf(place, { model: files.model, version }), digest);
      await pushModel(session, files, documents);
    },
  };
}
