import { RefusedError, UnavailableError } from '../../../core/errors.ts';
import { ask } from './ask.ts';
import { type Descriptor, type Document, documentOf, mediaTypes } from './formats.ts';
import { getTagged, putManifest } from './manifests.ts';
import { addressOf } from './place.ts';
import { readIndex } from './read-manifest.ts';
import type { Session } from './session.ts';

const mostTries = 5;

/**
 * Has the registry know what refers to a manifest. Where it finds that by itself, there is nothing to do. Else, as with
 * docker-registry 2.8 and GitHub's, it is kept in an index whose tag is made of the manifest's digest:
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#unavailable-referrers-api
 */
export async function addReferrers(
  session: Session,
  subject: Descriptor,
  referrers: readonly Document[],
): Promise<void> {
  if (referrers.length === 0 || (await findsReferrers(session, subject))) return;
  const tag = subject.digest.replace(':', '-');
  const wanted = referrers.map(({ descriptor }) => descriptor);
  // Registries can't compare and swap: it is written until a look shows that nobody wrote over it meanwhile.
  for (let tries = 0; tries <= mostTries; tries += 1) {
    const known = await indexed(session, tag);
    const missing = wanted.filter(({ digest }) => known.every((one) => one.digest !== digest));
    if (missing.length === 0) return;
    if (tries < mostTries) await putManifest(session, indexOf([...known, ...missing]), tag);
  }
  throw new UnavailableError(
    'registry-conflict',
    `Others change ${session.place.repository}:${tag} again and again: run this again later.`,
  );
}

/** Whether the registry lists referrers by itself. */
async function findsReferrers(session: Session, { digest }: Descriptor): Promise<boolean> {
  const { status, headers, bytes } = await ask(session, {
    doing: `the list of what refers to ${digest}`,
    method: 'GET',
    url: addressOf(session.place, `referrers/${digest}`),
    headers: { accept: mediaTypes.index },
    // Some send requests for what they don't know on to a page for people.
    expected: [200, 301, 302, 303, 307, 308, 400, 404, 405],
  });
  if (status !== 200) return false;
  const isIndex = headers['content-type']?.startsWith(mediaTypes.index) === true;
  return isIndex && readIndex(bytes) !== null;
}

async function indexed(session: Session, tag: string): Promise<readonly Descriptor[]> {
  const tagged = await getTagged(session, tag);
  if (tagged === null) return [];
  const entries = readIndex(tagged.bytes);
  if (entries !== null) return entries;
  throw new RefusedError(
    'bad-index',
    `${session.place.repository}:${tag} should list what refers to a model, and is no such list: remove that tag in the registry, and run this again.`,
  );
}

function indexOf(manifests: readonly Descriptor[]): Document {
  const content = { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
  return documentOf(mediaTypes.index, JSON.stringify(content));
}
