import { readCommit } from '../json/commit.ts';
import { releaseJson } from '../json/release.ts';
import { makeTag, requireFreeTag, requireTagName } from '../release-tag.ts';
import { created, empty, found, json, list, type Request, type Route, text } from '../route.ts';
import { mayWrite } from '../standing.ts';
import { type Release, type Repository, timestamp } from '../state.ts';

const read = { permission: 'contents', level: 'read' } as const;
const write = { permission: 'contents', level: 'write' } as const;

/** `/repos/{owner}/{repo}/releases`. Drafts are seen only by those who may write. */
export const releases = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/releases',
    need: read,
    handle: (request) =>
      list(
        [...request.repository.releases.values()]
          .filter((release) => isVisible(request, release))
          .toReversed()
          .map((release) => releaseJson(request.state, request.repository, release)),
      ),
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/releases',
    need: write,
    async handle(request) {
      const { state, repository, account, body } = request;
      const draft = body['draft'] === true;
      const tag = text(body, 'tag_name') ?? '';
      const target = text(body, 'target_commitish') ?? repository.defaultBranch;
      await requireTagName(repository, tag);
      if (!draft) {
        requireFreeTag(repository, tag);
        await makeTag(request, tag, target);
      }
      const now = timestamp(state);
      const createdAt = await commitDate(repository, tag, target, now);
      // Again, since another request may have been served meanwhile.
      if (!draft) requireFreeTag(repository, tag);
      const release: Release = {
        id: state.nextId(),
        author: account,
        createdAt,
        tag,
        target,
        name: text(body, 'name'),
        body: text(body, 'body'),
        draft,
        prerelease: body['prerelease'] === true,
        publishedAt: draft ? null : now,
        assets: new Map(),
      };
      repository.releases.set(release.id, release);
      tell(request, release, 'created');
      if (!draft) tellPublished(request, release);
      return created(releaseJson(state, repository, release));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/releases/latest',
    need: read,
    handle: ({ state, repository }) =>
      json(releaseJson(state, repository, found(latest(repository)))),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/releases/tags/:tag{.+}',
    need: read,
    handle({ state, repository, param }) {
      const release = published(repository).find(({ tag }) => tag === param('tag'));
      return json(releaseJson(state, repository, found(release)));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/releases/:release',
    need: read,
    handle: (request) =>
      json(releaseJson(request.state, request.repository, visibleRelease(request))),
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/releases/:release',
    need: write,
    async handle(request) {
      const { state, repository } = request;
      const release = visibleRelease(request);
      await update(request, release);
      return json(releaseJson(state, repository, release));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/:owner/:repo/releases/:release',
    need: write,
    handle(request) {
      const release = visibleRelease(request);
      // Its tag stays.
      request.repository.releases.delete(release.id);
      tell(request, release, 'deleted');
      return empty();
    },
  },
] as const satisfies readonly Route[];

/** The release of the path; 404 for a draft where the actor may only read. */
export function visibleRelease(request: Request): Release {
  const release = found(request.repository.releases.get(request.id('release')));
  return found(isVisible(request, release) ? release : null);
}

/** Whether an actor sees a release: everybody a published one, a draft those who may write. */
export function isVisible({ actor, repository }: Request, release: Release): boolean {
  return !release.draft || mayWrite(actor, repository, ['contents']);
}

function published(repository: Repository): readonly Release[] {
  return [...repository.releases.values()].filter(({ draft }) => !draft);
}

function latest(repository: Repository): Release | undefined {
  return published(repository)
    .filter(({ prerelease }) => !prerelease)
    .toSorted((a, b) => timeOf(b) - timeOf(a) || b.id - a.id)[0];
}

function timeOf({ publishedAt }: Release): number {
  return Date.parse(publishedAt ?? '');
}

async function update(request: Request, release: Release): Promise<void> {
  const { state, repository, body } = request;
  const before = { ...release };
  const tag = text(body, 'tag_name') ?? release.tag;
  const target = text(body, 'target_commitish') ?? release.target;
  const draft = typeof body['draft'] === 'boolean' ? body['draft'] : release.draft;
  await requireTagName(repository, tag);
  if (!draft && (release.draft || tag !== release.tag)) {
    requireFreeTag(repository, tag, release);
    await makeTag(request, tag, target);
    requireFreeTag(repository, tag, release);
  }
  release.tag = tag;
  release.target = target;
  release.draft = draft;
  release.name = text(body, 'name') ?? release.name;
  release.body = text(body, 'body') ?? release.body;
  if (typeof body['prerelease'] === 'boolean') release.prerelease = body['prerelease'];
  if (!draft) release.publishedAt ??= timestamp(state);
  const changes = {
    ...(release.name === before.name ? {} : { name: { from: before.name ?? '' } }),
    ...(release.body === before.body ? {} : { body: { from: before.body ?? '' } }),
    ...(tag === before.tag ? {} : { tag_name: { from: before.tag } }),
  };
  if (Object.keys(changes).length > 0) tell(request, release, 'edited', { changes });
  if (before.draft && !draft) tellPublished(request, release);
  else if (!draft && before.prerelease && !release.prerelease) tell(request, release, 'released');
}

/** What GitHub gives as a release's `created_at`: the date of the commit that its tag names, or will name. */
async function commitDate(
  repository: Repository,
  tag: string,
  target: string,
  now: string,
): Promise<string> {
  const names = [`refs/tags/${tag}`, `refs/heads/${target}`, target];
  for (const name of names) {
    const commit = await readCommit(repository, name);
    if (commit !== null) return commit.committer.date;
  }
  return now;
}

function tellPublished(request: Request, release: Release): void {
  tell(request, release, 'published');
  tell(request, release, release.prerelease ? 'prereleased' : 'released');
}

function tell(
  { hub, state, repository, account }: Request,
  release: Release,
  action: 'created' | 'published' | 'released' | 'prereleased' | 'edited' | 'deleted',
  more: Readonly<Record<string, unknown>> = {},
): void {
  hub.webhooks.send(repository, account, {
    name: 'release',
    payload: { action, release: releaseJson(state, repository, release), ...more },
  });
}
