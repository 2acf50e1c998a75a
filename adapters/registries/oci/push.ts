import { resolveWithin } from '../../files/index.ts';
import { transferProgress } from '../../transfer/progress.ts';
import type { ModelFiles } from '../store.ts';
import { eachAtOnce } from '../../transfer/at-once.ts';
import { pushDocument, pushFile } from './blobs.ts';
import type { Document } from './formats.ts';
import { putManifest } from './manifests.ts';
import type { Session } from './session.ts';

/** Many small files wait for answers, not for the line. */
const filesAtOnce = 4;

/** Brings the files, the config and then the manifest there, under its digest alone: nobody takes that for a version. */
export async function pushModel(
  session: Session,
  { folder, artifact }: ModelFiles,
  { config, manifest }: { readonly config: Document; readonly manifest: Document },
): Promise<void> {
  const { host, repository } = session.place;
  const passed = transferProgress(
    `Uploading to ${host}/${repository}`,
    artifact.bytes,
    session.progress,
  );
  // Files with the same bytes are one blob.
  const blobs = new Map(artifact.files.map((file) => [file.digest, file]));
  await eachAtOnce([...blobs.values()], filesAtOnce, (file) =>
    pushFile(session, { ...file, file: resolveWithin(folder, file.path) }, passed),
  );
  await pushDocument(session, config, "the model's config");
  await putManifest(session, manifest, manifest.descriptor.digest);
}
