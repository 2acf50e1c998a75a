import { join } from 'node:path';
import { RefusedError, UnavailableError } from '../../../core/errors.ts';
import type { FileDigest } from '../../../schemas/types.ts';
import type { ModelFiles } from '../store.ts';
import { bodyOfFile, put, storedDigest } from './artifacts.ts';
import type { Client } from './client.ts';
import { listModel } from './listing.ts';
import { hasManifest, writeManifest } from './manifest.ts';
import { patiently } from './patiently.ts';
import { modelPath, type Place } from './place.ts';
import { type Progress, progressOf } from './progress.ts';

/**
 * Streams a model's files to their place, reads each back once, and says so in the manifest. What an earlier try has
 * uploaded is not sent again: where the manifest is there, sizes suffice; where it is not, what has the right size is
 * read back. MLflow's protocol goes on with files, not within one.
 */
export async function uploadModel(client: Client, place: Place, model: ModelFiles): Promise<void> {
  const { artifact, folder } = model;
  const isVerified = await hasManifest(client, place, artifact);
  const { sizes, stranger } = await listModel(client, place, artifact);
  if (stranger !== null) throw strange(client, place, stranger);
  const missing = artifact.files.filter(({ path, bytes }) => sizes.get(path) !== bytes);
  if (isVerified && missing.length === 0) return;
  const progress = progressOf(client, `The model ${model.model}`, artifact.bytes);
  for (const file of artifact.files) {
    const path = `${modelPath(place)}/${file.path}`;
    const isThere = !missing.includes(file);
    if (isThere && (await isStored(client, path, file, progress))) continue;
    const body = bodyOfFile(join(folder, file.path), file.bytes, progress.sent);
    await patiently(client, () => put(client, path, body));
    if (!(await isStored(client, path, file, progress))) throw damaged(client, file);
  }
  await writeManifest(client, place, artifact);
}

async function isStored(
  client: Client,
  path: string,
  { bytes, digest }: FileDigest,
  { verified }: Progress,
): Promise<boolean> {
  return patiently(
    client,
    async () => (await storedDigest(client, path, bytes, verified)) === digest,
  );
}

function damaged({ server }: Client, { path, digest }: FileDigest): UnavailableError {
  return new UnavailableError(
    'upload-damaged',
    `The MLflow server at ${server.base} gives back other bytes of ${path} than those with the digest ${digest} that were sent: run the job again. If it happens again, look at its artifact store, and whether something changes the file while the job runs.`,
  );
}

function strange({ server }: Client, place: Place, path: string): RefusedError {
  return new RefusedError(
    'mlflow-stranger',
    `${JSON.stringify(path)} lies in ${modelPath(place)} at the MLflow server ${server.base}, and is not the model's: somebody else put it there. Find out who, delete the run that it belongs to, and run the job again.`,
  );
}
