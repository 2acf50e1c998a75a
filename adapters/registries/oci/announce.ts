import { RefusedError } from '../../../core/errors.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Announcement } from '../store.ts';
import { pushDocument } from './blobs.ts';
import {
  type Descriptor,
  type Document,
  emptyConfig,
  manifestOf,
  mediaTypes,
  titleKey,
} from './formats.ts';
import { getManifest, putManifest } from './manifests.ts';
import { gone } from './pull.ts';
import { addReferrers } from './referrers.ts';
import type { Session } from './session.ts';
import { isTagged, tagOf } from './version-tag.ts';

const bundlePattern = /\.sigstore\.json$/;
/** Rows of an evaluation are large, and have their place in the release. */
const documentPattern = /^(?!predictions\.).*\.(?:json|md)$/;

/**
 * Gives uploaded bytes the tag of their version, and has what the version was published with refer to them. All is
 * found by digests, so that doing it again changes nothing. Throws a RefusedError where the tag holds something else.
 */
export async function announceVersion(session: Session, announcement: Announcement): Promise<void> {
  const { record } = announcement;
  const { digest } = record.package;
  const bytes = await getManifest(session, digest);
  if (bytes === null) throw new RefusedError('no-package', gone(session, record));
  const descriptor = { mediaType: mediaTypes.manifest, digest, size: bytes.length };
  const tag = tagOf(session.place, record);
  if (!(await isTagged(session, tag, digest))) {
    await putManifest(session, { descriptor, bytes }, tag);
    // Nobody can claim a tag: of two that are written at once the later stays.
    await isTagged(session, tag, digest);
  }
  await pushDocument(session, emptyConfig, 'an empty config');
  const referrers: Document[] = [];
  for (const layers of groupsOf(announcement)) {
    const artifactType = bundlePattern.test(layers[0]) ? mediaTypes.bundle : mediaTypes.version;
    referrers.push(await pushReferrer(session, announcement, artifactType, descriptor, layers));
  }
  await addReferrers(session, descriptor, referrers);
}

/** The names that go together into one artifact: records and documents into one, each bundle of signatures alone. */
function groupsOf({ names }: Announcement): readonly (readonly [string, ...string[]])[] {
  const sorted = names.toSorted();
  const bundles = sorted.filter((name) => bundlePattern.test(name));
  const [first, ...others] = sorted.filter(
    (name) => documentPattern.test(name) && !bundlePattern.test(name),
  );
  const documents: readonly (readonly [string, ...string[]])[] =
    first === undefined ? [] : [[first, ...others]];
  return [...documents, ...bundles.map((name) => [name] as const)];
}

async function pushReferrer(
  session: Session,
  announcement: Announcement,
  artifactType: string,
  subject: Descriptor,
  names: readonly string[],
): Promise<Document> {
  const layers: Descriptor[] = [];
  for (const name of names) {
    const bytes = await announcement.read(name);
    const descriptor = {
      mediaType: layerTypeOf(name),
      digest: sha256(bytes),
      size: bytes.length,
      annotations: { [titleKey]: name },
    };
    await pushDocument(session, { descriptor, bytes }, name);
    layers.push(descriptor);
  }
  const config = emptyConfig.descriptor;
  const manifest = manifestOf({ artifactType, config, layers, subject });
  await putManifest(session, manifest, manifest.descriptor.digest);
  return { ...manifest, descriptor: { ...manifest.descriptor, artifactType } };
}

function layerTypeOf(name: string): string {
  if (bundlePattern.test(name)) return mediaTypes.bundle;
  return name.endsWith('.md') ? 'text/markdown' : 'application/json';
}
