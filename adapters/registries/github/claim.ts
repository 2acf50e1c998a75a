import { InputError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { Publication } from '../registry.ts';
import { type Client, retryingAsk, statusOf } from './client.ts';

/** What a tag says: the commit it is on, and of an annotated one the lines of ours in its message. */
export interface Claim {
  /** Null where the tag leads to something else than a commit. */
  readonly commit: string | null;
  readonly artifact: string | null;
  readonly package: string | null;
  readonly record: string | null;
}

/** A ref as GitHub lists it. */
export interface TagRef {
  readonly object: { readonly type: string; readonly sha: string };
}

/** As much of a client as reads a tag. */
export interface TagReader {
  readonly owner: string;
  readonly repo: string;
  readonly octokit: {
    readonly rest: { readonly git: Pick<Client['octokit']['rest']['git'], 'getTag'> };
  };
}

/** Reads what the tag of a ref says. */
export async function readClaim(
  { octokit, owner, repo }: TagReader,
  { object }: TagRef,
): Promise<Claim> {
  if (object.type !== 'tag') {
    const on = object.type === 'commit' ? object.sha : null;
    return { commit: on, artifact: null, package: null, record: null };
  }
  const { data } = await octokit.rest.git.getTag({ owner, repo, tag_sha: object.sha });
  return {
    commit: data.object.type === 'commit' ? data.object.sha : null,
    artifact: /^Artifact: (sha256:[0-9a-f]{64})$/m.exec(data.message)?.[1] ?? null,
    package: /^Package: (sha256:[0-9a-f]{64})$/m.exec(data.message)?.[1] ?? null,
    record: /^Record: (sha256:[0-9a-f]{64})$/m.exec(data.message)?.[1] ?? null,
  };
}

/** What a tag says by its name; null when there is none. */
export async function claimOf(client: Client, tag: string): Promise<Claim | null> {
  const { octokit, owner, repo } = client;
  return retryingAsk(client, `the tag ${tag}`, async () => {
    try {
      const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `tags/${tag}` });
      return await readClaim(client, data);
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  });
}

/** Whether a claim was made for this version; tags of earlier releases name no record. */
export function claims(
  claim: Claim,
  { artifact, record }: { readonly artifact: string; readonly record: string | null },
): boolean {
  if (claim.artifact !== artifact) return false;
  return claim.record === null || record === null || claim.record === record;
}

/**
 * Claims a version's number by its tag, which names the artifact and the record, so that a draft found later can be told
 * from that of a run that came second. False when another run has the number. Throws an InputError when a rule of the
 * repository forbids the tag.
 */
export async function claim(client: Client, { record }: Publication): Promise<boolean> {
  const { octokit, owner, repo } = client;
  const { tag } = record;
  const doing = `the tag ${tag}`;
  const { data } = await retryingAsk(client, doing, () =>
    octokit.rest.git.createTag({
      owner,
      repo,
      tag,
      message: messageOf(record),
      object: record.commit,
      type: 'commit',
    }),
  );
  const isMade = await retryingAsk(client, doing, async () => {
    try {
      await octokit.rest.git.createRef({ owner, repo, ref: `refs/tags/${tag}`, sha: data.sha });
      return true;
    } catch (error) {
      if (statusOf(error) !== 422) throw error;
      if (isTaken(error)) return false;
      throw refusedTag(tag, error);
    }
  });
  if (isMade) return true;
  // The answer to an earlier try may have been lost.
  const there = await claimOf(client, tag);
  return there?.record === record.id;
}

function messageOf({ model, version, artifact, package: packed, id }: VersionRecord): string {
  return `Register ${model} version v${version}\n\nArtifact: ${artifact.digest}\nPackage: ${packed.digest}\nRecord: ${id}\n`;
}

/** GitHub answers 422 for a tag that exists, and for one that a rule of the repository forbids. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && /already exists/i.test(error.message);
}

function refusedTag(tag: string, cause: unknown): InputError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new InputError(
    'tag-refused',
    `GitHub refused the tag ${tag}: "${said}". If a ruleset of the repository restricts who may create tags, let GitHub Actions bypass it for ${tag.slice(0, tag.lastIndexOf('@'))}@v*, or give another input "token"; then run the job again.`,
    { cause },
  );
}
