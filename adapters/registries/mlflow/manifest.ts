import { canonicalJson } from '../../../core/record/digest.ts';
import type { ModelArtifact } from '../../../schemas/types.ts';
import { get, put } from './artifacts.ts';
import { bodyOfBytes, textOf } from './ask.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import { manifestPath, type Place } from './place.ts';

/**
 * The list of a model's files with their digests, which MLflow itself does not state. It lies beside the model and is
 * written last: where it is, each file was read back from the server and was what it should be.
 */
function manifestOf({ digest, bytes, files }: ModelArtifact): string {
  const list = files.map(({ path, digest, bytes }) => ({ path, digest, bytes }));
  return `${canonicalJson({ digest, bytes, files: list })}\n`;
}

/** Whether the list beside a model is that of this very model. */
export async function hasManifest(
  client: Client,
  place: Place,
  artifact: ModelArtifact,
): Promise<boolean> {
  const expected = manifestOf(artifact);
  return patiently(client, async () => {
    const body = await get(client, manifestPath(place), client.patience.answer);
    if (body === null) return false;
    return (await textOf({ body }, Buffer.byteLength(expected))) === expected;
  });
}

/** Writes the list: the model is complete. */
export async function writeManifest(
  client: Client,
  place: Place,
  artifact: ModelArtifact,
): Promise<void> {
  const body = bodyOfBytes(Buffer.from(manifestOf(artifact)));
  await patiently(client, () => put(client, manifestPath(place), body));
}
