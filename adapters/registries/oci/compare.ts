import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AssayError, UnavailableError } from '../../../core/errors.ts';
import type { FileDigest, VersionRecord } from '../../../schemas/types.ts';
import { shownPath } from '../../archive/entry-path.ts';
import { mostComparedBytes, mostComparedMs } from '../compared.ts';
import type { Compared } from '../store.ts';
import { askOnce } from './ask.ts';
import { eachAtOnce } from '../../transfer/at-once.ts';
import { persist } from '../../transfer/patience.ts';
import { addressOf } from './place.ts';
import type { Session } from './session.ts';
import { unreachable } from './trouble.ts';
import { verifying } from './verifying.ts';

const filesAtOnce = 4;

/** What came was not what the digest says. */
class OtherBytes extends Error {}

/**
 * Reads a version's files back and holds them to their digests: a registry computes them when it takes a file, and some
 * never again. A model of over 1 GB is left at what the registry states. Throws an UnavailableError where all of it takes
 * over five minutes.
 */
export async function compareBlobs(
  session: Session,
  { tag, artifact }: Readonly<VersionRecord>,
): Promise<Compared> {
  if (artifact.bytes > mostComparedBytes) return { kind: 'same' };
  const signal = AbortSignal.timeout(mostComparedMs);
  const files = [...new Map(artifact.files.map((file) => [file.digest, file])).values()];
  const others: FileDigest[] = [];
  await eachAtOnce(files, filesAtOnce, async (file) => {
    if (!(await isSame(session, tag, file, signal))) others.push(file);
  });
  const [other] = others.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (other === undefined) return { kind: 'same' };
  const { host, repository } = session.place;
  const sentence = `${shownPath(other.path)} of ${tag} in ${host}/${repository} is not what was registered: its digest should be ${other.digest}. Look at the registry's storage, and promote another version, or restore that file.`;
  return { kind: 'other', sentence };
}

async function isSame(
  session: Session,
  tag: string,
  file: FileDigest,
  signal: AbortSignal,
): Promise<boolean> {
  const doing = `a look at ${shownPath(file.path)}`;
  const url = addressOf(session.place, `blobs/${file.digest}`);
  try {
    await persist(session.patience, async () => {
      const answer = await askOnce(session, { doing, method: 'GET', url, expected: [200] });
      const check = verifying(
        file,
        () => new OtherBytes(),
        () => undefined,
      );
      await pipeline(answer.body, check, nowhere(), { signal }).catch((error: unknown) => {
        if (error instanceof AssayError || error instanceof OtherBytes) throw error;
        if (signal.aborted) throw tooLong(session, tag);
        throw unreachable(session.place.host, doing, error);
      });
    });
    return true;
  } catch (error) {
    if (error instanceof OtherBytes) return false;
    throw error;
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function tooLong({ place }: Session, tag: string): UnavailableError {
  return new UnavailableError(
    'registry-slow',
    `${place.host} did not give the contents of ${tag} back within ${mostComparedMs / 60_000} minutes: look at why it is slow, and try again.`,
  );
}
