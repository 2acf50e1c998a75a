import { mkdir } from 'node:fs/promises';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Job } from './job.ts';

/** An artifact is seldom larger than the files in it, by headers and by what does not compress; what is is not these files. */
const overheadBytes = 1_000_000;
const overheadShare = 0.001;

/** An artifact that an earlier workflow run has left, and what its files may have together. */
export interface WantedArtifact {
  readonly name: string;
  /** What it holds, such as `the predictions`. */
  readonly what: string;
  readonly runId: number;
  /** The commit of that run. */
  readonly commit: string;
  readonly bytes: number;
}

/**
 * Fetches an artifact of an earlier run of this repository into a folder. Its bytes are those that were uploaded, by the
 * digest that GitHub states, or there is a reason why not, as a sentence; what is in them is for the caller to verify.
 */
export async function fetchArtifact(
  { owner, repo }: Job,
  token: string,
  { name, what, runId, commit, bytes }: WantedArtifact,
  folder: string,
): Promise<Result<null>> {
  const at = commit.slice(0, 7);
  const { DefaultArtifactClient, ArtifactNotFoundError } = await import(
    /* webpackMode: "eager" */ '@actions/artifact'
  );
  const client = new DefaultArtifactClient();
  const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
  try {
    const { artifact } = await client.getArtifact(name, { findBy });
    if (artifact.size > bytes * (1 + overheadShare) + overheadBytes) {
      return failed(`The artifact ${name} of ${at} is larger than ${what} of its record.`);
    }
    await mkdir(folder, { recursive: true });
    const { digest } = artifact;
    const { digestMismatch } = await client.downloadArtifact(artifact.id, {
      path: folder,
      findBy,
      ...(digest === undefined ? {} : { expectedHash: digest }),
    });
    return digestMismatch === true
      ? failed(
          `The artifact ${name} of ${at} is not what was uploaded, by the digest that GitHub states.`,
        )
      : ok(null);
  } catch (error) {
    if (error instanceof ArtifactNotFoundError) {
      return failed(
        `There is no artifact ${name} of ${at}: ${what} was not kept, or it has expired.`,
      );
    }
    return failed(whyNot(error, name, at));
  }
}

function whyNot(error: unknown, name: string, at: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  const denied = /\b(?:401|403|not accessible)\b/i.test(reason);
  return denied
    ? `GitHub refused the artifact ${name} of ${at}: add "actions: read" to the job's permissions.`
    : `The artifact ${name} of ${at} could not be fetched: ${reason}`;
}
