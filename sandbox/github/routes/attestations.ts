import { type Attestation, isOfType, readBundle } from '../attestations.ts';
import { pageSize } from '../pages.ts';
import { created, notFound, type Reply, type Request, type Route } from '../route.ts';

/** `/repos/{owner}/{repo}/attestations`: bundles by the digest of what they are about. */
export const attestations = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/attestations',
    need: { permission: 'attestations', level: 'write' },
    handle({ state, repository, body }) {
      const attestation = { id: state.nextId(), ...readBundle(body['bundle']) };
      repository.attestations.push(attestation);
      return created({ id: attestation.id });
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/attestations/:digest',
    need: { permission: 'attestations', level: 'read' },
    handle: listAttestations,
  },
] as const satisfies readonly Route[];

/** Newest first, in pages between two ids; where there is none, GitHub answers 404. */
function listAttestations(request: Request): Reply {
  const { state, repository, query, param } = request;
  const digest = param('digest');
  const all = repository.attestations
    .filter(({ subjects }) => subjects.includes(digest))
    .filter((one) => isOfType(one, query.get('predicate_type')))
    .toReversed();
  if (all.length === 0) throw notFound();
  const { page, links } = pageOf(all, query);
  const address = `${state.url}/api/v3/repos/${repository.fullName}/attestations/${digest}`;
  const link = links.map(({ relation, cursor, id }) => {
    const next = new URLSearchParams(query);
    for (const name of ['before', 'after']) next.delete(name);
    next.set(cursor, String(id));
    return `<${address}?${next.toString()}>; rel="${relation}"`;
  });
  return {
    kind: 'json',
    status: 200,
    body: {
      attestations: page.map(({ bundle }) => ({ bundle, repository_id: repository.id })),
    },
    ...(link.length === 0 ? {} : { headers: { link: link.join(', ') } }),
  };
}

interface PageLink {
  readonly relation: 'prev' | 'next';
  readonly cursor: 'before' | 'after';
  readonly id: number;
}

/** The page that a query asks for: `after` or `before` the attestation of an id, on a list that falls. */
function pageOf(
  all: readonly Attestation[],
  query: URLSearchParams,
): { readonly page: readonly Attestation[]; readonly links: readonly PageLink[] } {
  const size = pageSize(query);
  const [after, before] = [query.get('after'), query.get('before')];
  const older = after === null ? all : all.filter(({ id }) => id < Number(after));
  const newer = older.filter(({ id }) => before === null || id > Number(before));
  const page = before === null ? newer.slice(0, size) : newer.slice(-size);
  const [first, last] = [page.at(0), page.at(-1)];
  return {
    page,
    links: [
      ...(first !== undefined && first !== all.at(0)
        ? [{ relation: 'prev', cursor: 'before', id: first.id } as const]
        : []),
      ...(last !== undefined && last !== all.at(-1)
        ? [{ relation: 'next', cursor: 'after', id: last.id } as const]
        : []),
    ],
  };
}
