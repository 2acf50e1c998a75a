import { UnavailableError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { mostComparedBytes, mostComparedMs } from '../compared.ts';
import { transferProgress } from '../../transfer/progress.ts';
import type { Compared } from '../store.ts';
import { storedDigest } from './artifacts.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import { modelPath, type Place } from './place.ts';

/**
 * Reads the files of a version back and compares their digests, which MLflow does not state; a model of over 1 GB is not
 * read. Throws an UnavailableError where all of it takes over five minutes.
 */
export async function compareModel(
  client: Client,
  place: Place,
  { model, version, tag, artifact }: Readonly<VersionRecord>,
): Promise<Compared> {
  const where = `the MLflow server ${client.server.base}`;
  if (artifact.bytes > mostComparedBytes) {
    const size = (artifact.bytes / 1_000_000_000).toPrecision(3);
    return {
      kind: 'unread',
      sentence: `${tag} is at ${where}: the names and sizes of its files, and the list of their digests, are those that were registered. Their contents were not compared: they have ${size} GB, only up to 1 GB is read for that, and MLflow states no digests. To be certain, run "assay verify ${model}@${version}", or keep such models in a registry of the type oci or releases.`,
    };
  }
  const progressed = transferProgress(`Reading ${tag} back`, artifact.bytes, client.progress);
  const until = performance.now() + mostComparedMs;
  for (const { path, bytes, digest } of artifact.files) {
    const there = await patiently(client, () => {
      const leftMs = until - performance.now();
      if (leftMs <= 0) throw tooLong(tag, where);
      return storedDigest(client, `${modelPath(place)}/${path}`, bytes, progressed, leftMs);
    });
    if (there === digest) continue;
    const sentence = `${path} of ${tag} at ${where} is not what was registered: its digest should be ${digest}. Find out who may write there, and promote another version, or restore that file.`;
    return { kind: 'other', sentence };
  }
  return { kind: 'same' };
}

function tooLong(tag: string, where: string): UnavailableError {
  return new UnavailableError(
    'mlflow-slow',
    `${where} did not give the contents of ${tag} back within ${mostComparedMs / 60_000} minutes: look at why it is slow, and try again.`,
  );
}
