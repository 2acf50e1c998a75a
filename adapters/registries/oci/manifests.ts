import { InputError, RefusedError } from '../../../core/errors.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { ask, mostReplyBytes, type Reply } from './ask.ts';
import { type Document, mediaTypes } from './formats.ts';
import { addressOf } from './place.ts';
import type { Session } from './session.ts';

const accepted = `${mediaTypes.manifest}, ${mediaTypes.index}`;

/** Stores a manifest under its digest or a tag. */
export async function putManifest(
  session: Session,
  { descriptor, bytes }: Document,
  reference: string,
): Promise<void> {
  const doing = `the manifest ${reference}`;
  requireManifestSize(bytes);
  await ask(session, {
    doing,
    method: 'PUT',
    url: addressOf(session.place, `manifests/${reference}`),
    headers: { 'content-type': descriptor.mediaType },
    body: { kind: 'bytes', bytes },
    expected: [200, 201, 202],
  });
}

/** Throws an InputError for a manifest that no registry would take. */
export function requireManifestSize(bytes: Uint8Array): void {
  if (bytes.length <= mostReplyBytes) return;
  throw new InputError(
    'manifest-too-large',
    `The list of the model's files has ${bytes.length} bytes, and registries take ${mostReplyBytes}: pack what belongs together into fewer files.`,
  );
}

/** A manifest by its digest, which its bytes are held to; null where it is not there. */
export async function getManifest(session: Session, digest: string): Promise<Buffer | null> {
  const reply = await get(session, digest);
  if (reply === null) return null;
  const { bytes } = reply;
  if (sha256(bytes) === digest) return bytes;
  throw new RefusedError(
    'package-changed',
    `${session.place.host} gave other bytes for the manifest ${digest} than it names.`,
  );
}

/** What a tag holds now; null where there is none. */
export async function getTagged(
  session: Session,
  tag: string,
): Promise<{ readonly digest: string; readonly bytes: Buffer } | null> {
  const reply = await get(session, tag);
  return reply === null ? null : { digest: sha256(reply.bytes), bytes: reply.bytes };
}

async function get(session: Session, reference: string): Promise<Reply | null> {
  const reply = await ask(session, {
    doing: `the manifest ${reference}`,
    method: 'GET',
    url: addressOf(session.place, `manifests/${reference}`),
    headers: { accept: accepted },
    expected: [200, 404],
  });
  return reply.status === 404 ? null : reply;
}
