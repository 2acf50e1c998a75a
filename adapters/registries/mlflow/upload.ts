import { join } from 'node:path';
import { RefusedError, UnavailableError } from '../../../core/errors.ts';
import type { FileDigest } from '../../../schemas/types.ts';
import { transferProgress } from '../../transfer/progress.ts';
import type { ModelFiles } from '../store.ts';
import { bodyOfFile, put, storedDigest } from './artifacts.ts';
import type { Client } from './client.ts';
import { type Listed, listModel } from './listing.ts';
import { writeManifest } from './manifest.ts';
import { patiently } from './patiently.ts';
import { modelPath, type Place } from './place.ts';

/** What lies in a place that was made a moment ago. */
const nothing: Listed = { sizes: new Map(), stranger: null };

/**
 * Streams a model's files to their place and reads each back, since MLflow does not say what it has received. A file
 * that an earlier try has brought there is read back and not sent again; MLflow's protocol goes on with files, not
 * within one. The manifest, which says that all of it is there, comes last.
 */
export async function uploadModel(
  client: Client,
  { place, isNew }: { readonly place: Place; readonly isNew: boolean },
  model: ModelFiles,
): Promise<void> {
  const { artifact, folder } = model;
  const { sizes, stranger } = isNew ? nothing : await listModel(client, place, artifact);
  if (stranger !== null) throw strange(client, place, stranger);
  const told = (what: string) => transferProgress(what, artifact.bytes, client.progress);
  const sent = told(`Sending ${model.model} to MLflow`);
  // Its speed counts from the first byte that comes back.
  let received: ReturnType<typeof told> | null = null;
  const isStored = ({ path, bytes, digest }: FileDigest): Promise<boolean> =>
    patiently(client, async () => {
      received ??= told(`Reading ${model.model} back from MLflow`);
      const there = await storedDigest(client, `${modelPath(place)}/${path}`, bytes, received);
      return there === digest;
    });
  for (const file of artifact.files) {
    if (sizes.get(file.path) === file.bytes && (await isStored(file))) continue;
    const body = bodyOfFile(join(folder, file.path), file.bytes, sent);
    await patiently(client, () => put(client, `${modelPath(place)}/${file.path}`, body));
    if (!(await isStored(file))) throw damaged(client, file);
  }
  await writeManifest(client, place, artifact);
}

function damaged({ server }: Client, { path, digest }: FileDigest): UnavailableError {
  return new UnavailableError(
    'upload-damaged',
    `The MLflow server at ${server.base} gives back other bytes of ${path} than those with the digest ${digest} that were evaluated: run the job again. If it happens again, look at the server's artifact store, and whether something writes the file while the job runs.`,
  );
}

function strange({ server }: Client, place: Place, path: string): RefusedError {
  return new RefusedError(
    'mlflow-stranger',
    `${JSON.stringify(path)} lies in ${modelPath(place)} at the MLflow server ${server.base}, and is not the model's: somebody else put it there. Find out who, delete the run that it belongs to, and run the job again.`,
  );
}
