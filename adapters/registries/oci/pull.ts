import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AssayError, RefusedError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { pathProblem, shownPath } from '../../archive/entry-path.ts';
import { diskTrouble } from '../../transfer/disk.ts';
import { transferProgress } from '../../transfer/progress.ts';
import { askOnce } from './ask.ts';
import { eachAtOnce } from '../../transfer/at-once.ts';
import { getManifest } from './manifests.ts';
import { persist } from '../../transfer/patience.ts';
import { addressOf } from './place.ts';
import { filesProblem, readManifest } from './read-manifest.ts';
import type { Session } from './session.ts';
import { unreachable } from './trouble.ts';
import { verifying } from './verifying.ts';

type File = VersionRecord['artifact']['files'][number];

const filesAtOnce = 4;

/** Fetches a version's files by the digests in its record. Throws a RefusedError unless all are what was registered. */
export async function pullModel(
  session: Session,
  record: Readonly<VersionRecord>,
  folder: string,
): Promise<void> {
  const { tag, artifact } = record;
  const { digest } = record.package;
  const bytes = await getManifest(session, digest);
  if (bytes === null) throw new RefusedError('no-package', gone(session, record));
  const manifest = readManifest(bytes);
  const problem = manifest.ok ? filesProblem(manifest.value, artifact) : manifest.reason;
  if (problem !== null) {
    throw new RefusedError('package-changed', `${digest}, which ${tag} names, ${problem}.`);
  }
  const { host, repository } = session.place;
  const passed = transferProgress(
    `Downloading from ${host}/${repository}`,
    artifact.bytes,
    session.progress,
  );
  // The record's paths, which its schema holds to a folder; a manifest's annotations name none.
  for (const { path } of artifact.files) requirePlain(path);
  await eachAtOnce(artifact.files, filesAtOnce, (file) =>
    pullFile(session, record, file, join(folder, file.path), passed),
  );
}

/** The sentence for a version that the registry no longer has. */
export function gone(
  { place }: Session,
  { tag, package: stored }: Readonly<VersionRecord>,
): string {
  return `${place.host}/${place.repository} no longer has ${stored.digest}, which ${tag} was registered as.`;
}

async function pullFile(
  session: Session,
  { tag }: Readonly<VersionRecord>,
  file: File,
  to: string,
  passed: (count: number) => void,
): Promise<void> {
  const doing = `the download of ${shownPath(file.path)}`;
  const url = addressOf(session.place, `blobs/${file.digest}`);
  const wrong = (): RefusedError =>
    new RefusedError(
      'package-changed',
      `${shownPath(file.path)} of ${tag} is not what was registered: its digest should be ${file.digest}.`,
    );
  await mkdir(dirname(to), { recursive: true });
  await persist(session.patience, async () => {
    const answer = await askOnce(session, { doing, method: 'GET', url, expected: [200] });
    const target = createWriteStream(to);
    const check = verifying(file, wrong, passed);
    await pipeline(answer.body, check, target).catch((error: unknown) => {
      throw broken(session.place.host, doing, error);
    });
  });
}

/** What went wrong while a file came in, whosesoever it is. */
function broken(host: string, doing: string, error: unknown): AssayError {
  if (error instanceof AssayError) return error;
  return diskTrouble(error, doing) ?? unreachable(host, doing, error);
}

function requirePlain(path: string): void {
  const problem = pathProblem(path);
  if (problem === null) return;
  throw new RefusedError('bad-path', `A file of the model, ${shownPath(path)}, ${problem}.`);
}
