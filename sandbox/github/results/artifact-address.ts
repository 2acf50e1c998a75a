import { basename } from 'node:path';
import type { Artifact, State } from '../state.ts';
import { blobProperties } from './blob-store.ts';
import { signedAddress } from './signed-address.ts';

/** Where an artifact's bytes can be read for a minute by whoever has the address. */
export async function artifactAddress(state: State, { name, path }: Artifact): Promise<string> {
  const blob = basename(path);
  const properties = await blobProperties(state, blob);
  // An artifact of a single file may have been uploaded as it was.
  const file = properties?.contentType === 'application/zip' ? `${name}.zip` : name;
  const plain = file.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  return signedAddress(state, `/blobs/artifacts/${blob}`, {
    access: 'r',
    lifetimeSeconds: 60,
    disposition: `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file)}`,
  });
}
