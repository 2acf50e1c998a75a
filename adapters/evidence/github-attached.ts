import { RefusedError } from '../../core/errors.ts';
import type { Document } from '../../core/evidence/facts.ts';
import { sha256 } from '../../core/record/digest.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { at, type GitHubRepository, orNull, statusOf } from '../github/repository.ts';
import { bytesProblem } from '../registries/bytes-problem.ts';
import { isRateLimit } from '../registries/github/client.ts';
import type { StoreAccess } from '../registries/registry.ts';
import { bytesOf, type Unread } from './github-bytes.ts';
import { type Attached, largestDocumentBytes } from './source.ts';

const mostAssets = 20;
const mostAttestations = 100;

/** What the names of files mean that a release has. */
const kinds = [
  { kind: 'published-card', pattern: /^model-card\.md$/ },
  { kind: 'bom', pattern: /(\.cdx|\.spdx|^bom|^sbom)\.json$/i },
  { kind: 'signature', pattern: /\.(sigstore|sigstore\.jsonl?|intoto\.jsonl|sig|asc|pem)$/i },
] as const;

/** The release's card, bills of materials and signatures, GitHub's attestations, and whether the package is still the registered one. */
export async function gatherAttached(
  repository: GitHubRepository,
  version: Readonly<VersionRecord>,
  stores: StoreAccess,
): Promise<Attached> {
  const problem = await bytesProblem(repository, version, stores);
  const assets = await releaseDocuments(repository, version);
  const attestations = await gatherAttestations(repository, version);
  const documents = [...assets.documents, ...attestations.documents];
  const unsigned = documents.every(({ kind }) => kind !== 'signature');
  return {
    documents,
    packageNow: problem ?? soundPackage(version),
    missing: [
      ...assets.missing,
      ...attestations.missing,
      ...(unsigned
        ? ['Signatures: none were found in the release or among the attestations.']
        : []),
    ],
  };
}

/** What was seen of a package that is what was registered. */
function soundPackage({ registry, tag }: Readonly<VersionRecord>): string {
  switch (registry) {
    case 'releases':
      return `GitHub states the registered digest and size of it in the release ${tag}.`;
    case 'oci':
      return `The container registry states that it has the registered digests of ${tag}.`;
    case 'mlflow':
      return `MLflow has the files of ${tag} with the registered names and sizes; it states no digests, and their contents were not compared here.`;
    default:
      return registry satisfies never;
  }
}

type Found = Pick<Attached, 'documents' | 'missing'>;

async function releaseDocuments(
  repository: GitHubRepository,
  { tag }: Readonly<VersionRecord>,
): Promise<Found> {
  const { repos } = repository.octokit.rest;
  const release = await orNull(repos.getReleaseByTag({ ...at(repository), tag }));
  const wanted = (release?.data.assets ?? []).flatMap((asset) => {
    const kind = kinds.find(({ pattern }) => pattern.test(asset.name))?.kind;
    return kind === undefined ? [] : [{ asset, kind }];
  });
  const documents: Document[] = [];
  const missing = wanted
    .slice(mostAssets)
    .map(({ asset }) => `${asset.name} of the release: only ${mostAssets} files are kept.`);
  for (const [index, { asset, kind }] of wanted.slice(0, mostAssets).entries()) {
    const { data } = await repos.getReleaseAsset({
      ...at(repository),
      asset_id: asset.id,
      headers: { accept: 'application/octet-stream' },
      request: { parseSuccessResponseBody: false },
    });
    // Unparsed, the body is a web stream, whatever the description's type says.
    const bytes = await bytesOf(data as unknown as Unread, largestDocumentBytes);
    if (bytes === null) {
      missing.push(
        `${asset.name} of the release: it is larger than ${largestDocumentBytes} bytes.`,
      );
      continue;
    }
    const stated = asset.digest ?? null;
    if (stated !== null && stated !== sha256(bytes)) {
      throw new RefusedError(
        'asset-damaged',
        `${asset.name} of the release ${tag} came with the digest ${sha256(bytes)}, and GitHub states ${stated}: try again.`,
      );
    }
    const name = `release-${index + 1}-${plainName(asset.name)}`;
    documents.push({ kind, name, bytes, found: `${asset.name} of the release ${tag}.` });
  }
  return { documents, missing };
}

/** A name that is one everywhere, whatever people called the file. */
function plainName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(-100);
}

/** What GitHub's attestations say of the model and of its package. */
async function gatherAttestations(
  repository: GitHubRepository,
  { artifact, package: packed }: Readonly<VersionRecord>,
): Promise<Found> {
  const subjects = [
    { name: 'model', digest: artifact.digest },
    { name: 'package', digest: packed.digest },
  ] as const;
  try {
    const found = await Promise.all(
      subjects.map(async ({ name, digest }) =>
        attestationsIn(name, digest, await attestationsOf(repository, digest)),
      ),
    );
    return {
      documents: found.flatMap(({ documents }) => documents),
      missing: found.flatMap(({ missing }) => missing),
    };
  } catch (error) {
    if (statusOf(error) !== 403 || isRateLimit(error)) throw error;
    const missing = 'Attestations: the token may not read them; it needs "attestations: read".';
    return { documents: [], missing: [missing] };
  }
}

type Answered = readonly { readonly bundle?: unknown }[];

function attestationsIn(name: string, digest: string, answered: Answered): Found {
  const bundles = answered.flatMap(({ bundle }) => (isThere(bundle) ? [bundle] : []));
  const elsewhere = answered.length - bundles.length;
  return {
    documents: bundles.map((bundle, index) => ({
      kind: 'signature',
      name: `attestation-${name}-${index + 1}.sigstore.json`,
      bytes: new TextEncoder().encode(`${JSON.stringify(bundle, null, 2)}\n`),
      found: `An attestation that GitHub keeps of the ${name}, ${digest}.`,
    })),
    missing: [
      ...(elsewhere === 0
        ? []
        : [`${elsewhere} attestations of the ${name}: GitHub names only their address.`]),
      ...(answered.length < mostAttestations
        ? []
        : [`Attestations of the ${name} beyond the newest ${mostAttestations}.`]),
    ],
  };
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The newest, as many as one answer holds. */
async function attestationsOf(
  { octokit, owner, repo }: GitHubRepository,
  digest: string,
): Promise<Answered> {
  const answer = await orNull(
    octokit.request('GET /repos/{owner}/{repo}/attestations/{subject_digest}', {
      owner,
      repo,
      subject_digest: digest,
      per_page: mostAttestations,
    }),
  );
  return answer?.data.attestations ?? [];
}
