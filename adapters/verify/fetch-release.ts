import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { InputError, RefusedError, UnavailableError } from '../../core/errors.ts';
import { modelFolder } from '../../core/verify/names.ts';
import { asked } from '../evidence/asked.ts';
import { at, type GitHubRepository, orNull } from '../github/repository.ts';
import { orElse } from './or-else.ts';

const mostAssets = 200;
/** What GitHub makes of the names of assets, https://docs.github.com/rest/releases/assets#upload-a-release-asset. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,250}$/;

/**
 * Fetches every file of a version's release into a folder, which must be empty or new. Throws an AssayError where there is
 * no such release, or GitHub doesn't give it. Whether the files are what was registered is not for this to say.
 */
export async function fetchRelease(
  repository: GitHubRepository,
  tag: string,
  folder: string,
): Promise<void> {
  await requireEmpty(folder);
  const { repos } = repository.octokit.rest;
  const doing = `the release ${tag}`;
  const release = await asked(
    doing,
    () => orNull(repos.getReleaseByTag({ ...at(repository), tag })),
    orElse,
  );
  if (release === null) {
    throw new InputError(
      'unknown-version',
      `${repository.owner}/${repository.repo} has no release ${tag}, or the token may not see it: check model and version, and set GITHUB_TOKEN to a token that may read the repository's contents.`,
    );
  }
  const { assets } = release.data;
  if (assets.length > mostAssets) {
    throw new RefusedError(
      'too-many-assets',
      `The release ${tag} has more than ${mostAssets} files.`,
    );
  }
  for (const { id, name, size } of assets) {
    if (!plainName.test(name) || name === modelFolder) {
      throw new RefusedError(
        'asset-refused',
        `The release ${tag} has a file with a name that no registration gives: ${JSON.stringify(name)}.`,
      );
    }
    await asked(
      `${name} of the release ${tag}`,
      () => fetchAsset(repository, id, size, join(folder, name)),
      orElse,
    );
  }
}

async function requireEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new InputError('no-folder', `${folder} can't be made: name another folder.`, { cause });
  });
  if ((await readdir(folder)).length === 0) return;
  throw new InputError(
    'folder-not-empty',
    `${folder} is not empty: name another by --output, or verify what lies there by --folder.`,
  );
}

/** Streams an asset to disk, and no more of it than GitHub says that there is. */
async function fetchAsset(
  repository: GitHubRepository,
  id: number,
  bytes: number,
  path: string,
): Promise<void> {
  const { data } = await repository.octokit.rest.repos.getReleaseAsset({
    ...at(repository),
    asset_id: id,
    headers: { accept: 'application/octet-stream' },
    request: { parseSuccessResponseBody: false },
  });
  let received = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      done(received > bytes ? brokeOff(path) : null, chunk);
    },
  });
  try {
    // Unparsed, the body is a web stream, whatever the description's type says.
    const body = Readable.fromWeb(data as unknown as ReadableStream);
    await pipeline(body, bounded, createWriteStream(path));
  } catch (cause) {
    throw brokeOff(path, cause);
  }
  if (received !== bytes) throw brokeOff(path);
}

function brokeOff(path: string, cause?: unknown): UnavailableError {
  return new UnavailableError(
    'download-broke-off',
    `The download to ${path} broke off or is not as long as GitHub says: try again.`,
    { cause },
  );
}
