import type { VersionRecord } from '../../../schemas/types.ts';
import { shownPath } from '../../archive/entry-path.ts';
import { eachAtOnce } from '../../transfer/at-once.ts';
import { hasBlob } from './blobs.ts';
import { getManifest } from './manifests.ts';
import { gone } from './pull.ts';
import { filesProblem, readManifest } from './read-manifest.ts';
import type { Session } from './session.ts';

const blobsAtOnce = 8;

/**
 * Why what a registry has is not what was registered; null when it is. The manifest is read and held to its digest;
 * of each file the registry says that it has it, by the digest that it verified when it took it.
 */
export async function storedProblem(
  session: Session,
  record: Readonly<VersionRecord>,
): Promise<string | null> {
  const { tag, artifact } = record;
  const { digest } = record.package;
  const bytes = await getManifest(session, digest);
  if (bytes === null) return gone(session, record);
  const manifest = readManifest(bytes);
  const problem = manifest.ok ? filesProblem(manifest.value, artifact) : manifest.reason;
  if (problem !== null || !manifest.ok) return `${digest}, which ${tag} names, ${problem}.`;
  const { config } = manifest.value;
  const blobs = new Map<string, { readonly bytes: number; readonly name: string }>([
    [config.digest, { bytes: config.size, name: "the model's config" }],
    ...artifact.files.map(
      (file) => [file.digest, { bytes: file.bytes, name: shownPath(file.path) }] as const,
    ),
  ]);
  const missing: string[] = [];
  await eachAtOnce([...blobs], blobsAtOnce, async ([one, { bytes: size, name }]) => {
    if (!(await hasBlob(session, { digest: one, bytes: size }, `a look at ${name}`))) {
      missing.push(name);
    }
  });
  const [first] = missing.toSorted();
  if (first === undefined) return null;
  const { host, repository } = session.place;
  return `${host}/${repository} no longer has ${first} of ${tag}.`;
}
