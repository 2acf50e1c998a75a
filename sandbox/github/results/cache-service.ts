import type { State } from '../state.ts';
import { blobProperties, newBlobName } from './blob-store.ts';
import { type CacheEntry, findEntry, readableRefs } from './cache-entries.ts';
import { signedAddress } from './signed-address.ts';
import { requiredText, textOf, TwirpError, type TwirpMethod, type TwirpRequest } from './twirp.ts';

const addressSeconds = 3600;

/** `github.actions.results.api.v1.CacheService`, for @actions/cache 4 and later. */
export function cacheService(state: State): Readonly<Record<string, TwirpMethod>> {
  const entries: CacheEntry[] = [];
  /** The entry of this very key and version, saved from the run's own ref. */
  const ownEntry = ({ body, repository, run }: TwirpRequest): CacheEntry | undefined => {
    const key = requiredText(body, 'key');
    const version = requiredText(body, 'version');
    return entries.find(
      (entry) =>
        entry.repository === repository.fullName &&
        entry.ref === run.trigger.ref &&
        entry.key === key &&
        entry.version === version,
    );
  };
  return {
    CreateCacheEntry(request) {
      if (ownEntry(request) !== undefined) {
        throw new TwirpError(
          'already_exists',
          'cache entry with the same key, version, and scope already exists',
        );
      }
      const { body, repository, run } = request;
      const entry: CacheEntry = {
        id: state.nextId(),
        repository: repository.fullName,
        ref: run.trigger.ref,
        key: requiredText(body, 'key'),
        version: requiredText(body, 'version'),
        blob: newBlobName(),
        complete: false,
      };
      entries.push(entry);
      return { ok: true, signed_upload_url: addressOf(state, entry, 'w'), message: '' };
    },
    async FinalizeCacheEntryUpload(request) {
      const entry = ownEntry(request);
      if (entry === undefined || entry.complete) {
        throw new TwirpError('not_found', 'no upload of this cache entry is going on');
      }
      const properties = await blobProperties(state, entry.blob);
      const size = textOf(request.body, 'size_bytes') || '0';
      if (properties === null || String(properties.bytes) !== size) {
        throw new TwirpError('invalid_argument', `size_bytes is not what was uploaded: ${size}`);
      }
      entry.complete = true;
      return { ok: true, entry_id: String(entry.id), message: '' };
    },
    GetCacheEntryDownloadURL(request) {
      const { body, repository, run } = request;
      const restoreKeys = body['restore_keys'] ?? [];
      if (!Array.isArray(restoreKeys)) {
        throw new TwirpError('invalid_argument', 'restore_keys must be a list');
      }
      const entry = findEntry(entries, {
        repository: repository.fullName,
        refs: readableRefs(run.trigger, repository.defaultBranch),
        version: requiredText(body, 'version'),
        keys: [requiredText(body, 'key'), ...restoreKeys.map(String)],
      });
      if (entry === null) return { ok: false, signed_download_url: '', matched_key: '' };
      return {
        ok: true,
        signed_download_url: addressOf(state, entry, 'r'),
        matched_key: entry.key,
      };
    },
  };
}

function addressOf(state: State, { blob }: CacheEntry, access: 'r' | 'w'): string {
  return signedAddress(state, `/blobs/caches/${blob}`, { access, lifetimeSeconds: addressSeconds });
}
