import { createHash } from 'node:crypto';
import { pageTag, releaseAssetJson } from '../json/release.ts';
import { isSigned, signedAddress } from '../results/signed-address.ts';
import { created, empty, found, invalid, json, list, notFound, text } from '../route.ts';
import type { HttpError, Reply, Request, Route } from '../route.ts';
import { type Release, type ReleaseAsset, type State, timestamp } from '../state.ts';
import { isVisible, visibleRelease } from './releases.ts';

const read = { permission: 'contents', level: 'read' } as const;
const write = { permission: 'contents', level: 'write' } as const;

/** The files of releases. Their bytes are read at a signed address, to which the API and the pages redirect. */
export const releaseAssets = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/releases/:release/assets',
    need: read,
    handle(request) {
      const { state, repository } = request;
      const release = visibleRelease(request);
      return list(
        [...release.assets.values()].map((asset) =>
          releaseAssetJson(state, repository, release, asset),
        ),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/releases/:release/assets',
    need: write,
    handle(request) {
      const { state, repository } = request;
      const release = visibleRelease(request);
      const asset = uploaded(request, release);
      release.assets.set(asset.id, asset);
      return created(releaseAssetJson(state, repository, release, asset));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/releases/assets/:asset',
    need: read,
    handle(request) {
      const { state, repository, header } = request;
      const { release, asset } = visibleAsset(request);
      const wantsBytes = header('accept')?.includes('application/octet-stream') === true;
      if (wantsBytes) return redirectToBytes(state, asset);
      return json(releaseAssetJson(state, repository, release, asset));
    },
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/releases/assets/:asset',
    need: write,
    handle(request) {
      const { state, repository, body } = request;
      const { release, asset } = visibleAsset(request);
      const name = storedName(text(body, 'name') ?? asset.name);
      requireFreeName(release, name, asset);
      asset.name = name;
      asset.label = text(body, 'label') ?? asset.label;
      return json(releaseAssetJson(state, repository, release, asset));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/:owner/:repo/releases/assets/:asset',
    need: write,
    handle(request) {
      const { release, asset } = visibleAsset(request);
      release.assets.delete(asset.id);
      return empty();
    },
  },
  {
    method: 'GET',
    path: '/:owner/:repo/releases/download/:file{.+}',
    need: 'anybody',
    web: true,
    handle(request) {
      const { state, repository, param } = request;
      // A tag may have slashes, a name has none.
      const file = param('file');
      const cut = file.lastIndexOf('/');
      const release = [...repository.releases.values()]
        .filter((one) => isVisible(request, one))
        .find((one) => pageTag(one) === file.slice(0, cut));
      const assets = [...found(release).assets.values()];
      return redirectToBytes(state, found(assets.find(({ name }) => name === file.slice(cut + 1))));
    },
  },
  {
    method: 'GET',
    path: '/release-assets/:asset',
    need: 'anybody',
    web: true,
    handle({ state, id, query }) {
      const url = new URL(`/release-assets/${id('asset')}?${query.toString()}`, state.url);
      if (!isSigned(state, url, 'r')) throw notFound();
      const asset = found(assetOf(state, id('asset')));
      return { kind: 'bytes', contentType: asset.contentType, bytes: asset.bytes };
    },
  },
] as const satisfies readonly Route[];

/** The file that a request uploads. Throws a 422 for no name, no bytes, or a name that the release has already. */
function uploaded(
  { state, account, query, bytes, header }: Request,
  release: Release,
): ReleaseAsset {
  const name = storedName(query.get('name') ?? '');
  if (name === '') throw refusal({ field: 'name', code: 'missing_field' });
  if (bytes.length === 0) {
    const message = 'size must be greater than or equal to 1';
    throw refusal({ field: 'size', code: 'custom', message });
  }
  requireFreeName(release, name);
  return {
    id: state.nextId(),
    name,
    label: query.get('label') ?? '',
    contentType: header('content-type') ?? 'application/octet-stream',
    bytes,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    uploader: account,
    createdAt: timestamp(state),
  };
}

/** 422 where another file of the release has this name already. */
function requireFreeName(release: Release, name: string, own?: ReleaseAsset): void {
  const others = [...release.assets.values()].filter((asset) => asset !== own);
  if (others.some((asset) => asset.name === name)) {
    throw refusal({ field: 'name', code: 'already_exists' });
  }
}

function refusal(error: Readonly<Record<string, string>>): HttpError {
  return invalid('Validation Failed', [{ resource: 'ReleaseAsset', ...error }]);
}

/** GitHub renames a file: what is no letter, digit or one of `_.+@-` becomes a full stop, with none at the ends. */
function storedName(name: string): string {
  return name
    .replaceAll(/[^\w.+@-]+/g, '.')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$/g, '');
}

function redirectToBytes(state: State, { id, name }: ReleaseAsset): Reply {
  const location = signedAddress(state, `/release-assets/${id}`, {
    access: 'r',
    lifetimeSeconds: 300,
    disposition: `attachment; filename=${name}`,
  });
  return { kind: 'redirect', location };
}

function visibleAsset(request: Request): {
  readonly release: Release;
  readonly asset: ReleaseAsset;
} {
  const id = request.id('asset');
  for (const release of request.repository.releases.values()) {
    const asset = release.assets.get(id);
    if (asset !== undefined && isVisible(request, release)) return { release, asset };
  }
  throw notFound();
}

/** Any file of any repository: the signed address was the right to it. */
function assetOf(state: State, id: number): ReleaseAsset | undefined {
  for (const repository of state.repositories.values()) {
    for (const { assets } of repository.releases.values()) {
      const asset = assets.get(id);
      if (asset !== undefined) return asset;
    }
  }
  return undefined;
}
