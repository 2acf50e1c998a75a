import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Artifact } from '@actions/artifact';
import { failed, ok, type Result } from '../../core/result.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { digestFile } from '../files/index.ts';
import { predictionsArtifactName } from './artifact.ts';
import type { Job } from './job.ts';

/** GitHub compresses, so an artifact is seldom larger than the file in it; what is much larger is not that file. */
const overheadBytes = 1_000_000;

/**
 * Fetches the predictions of an earlier evaluation into a folder: the artifact that its workflow run kept. The file is
 * byte for byte what its record names, or there is a reason why not, as a sentence.
 */
export async function fetchPredictions(
  { owner, repo }: Job,
  token: string,
  { model, commit, workflow, predictions }: Readonly<EvaluationRecord>,
  folder: string,
): Promise<Result<string>> {
  const name = predictionsArtifactName(model);
  const at = commit.slice(0, 7);
  if (workflow === undefined || predictions === undefined) {
    return failed(`The evaluation record of ${at} names no workflow run or no predictions.`);
  }
  const { DefaultArtifactClient, ArtifactNotFoundError } = await import(
    /* webpackMode: "eager" */ '@actions/artifact'
  );
  const client = new DefaultArtifactClient();
  const findBy = {
    token,
    workflowRunId: workflow.runId,
    repositoryOwner: owner,
    repositoryName: repo,
  };
  try {
    const { artifact } = await client.getArtifact(name, { findBy });
    if (isTooLarge(artifact, predictions.bytes)) {
      return failed(`The artifact ${name} of ${at} is larger than the predictions that it holds.`);
    }
    await mkdir(folder, { recursive: true });
    await client.downloadArtifact(artifact.id, { path: folder, findBy });
  } catch (error) {
    if (error instanceof ArtifactNotFoundError) {
      return failed(
        `The predictions of ${at} were not kept, or their artifact ${name} has expired.`,
      );
    }
    return failed(whyNot(error, name, at));
  }
  const path = join(folder, basename(predictions.path));
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size !== predictions.bytes) {
    return failed(`The artifact ${name} of ${at} does not hold the predictions of its record.`);
  }
  if ((await digestFile(path)) !== predictions.digest) {
    return failed(`The predictions in the artifact ${name} of ${at} are not those of its record.`);
  }
  return ok(path);
}

function isTooLarge({ size }: Artifact, bytes: number): boolean {
  return size > bytes + overheadBytes;
}

function whyNot(error: unknown, name: string, at: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  const denied = /\b(?:401|403|not accessible)\b/i.test(reason);
  return denied
    ? `GitHub refused the artifact ${name} of ${at}: add "actions: read" to the job's permissions.`
    : `The artifact ${name} of ${at} could not be fetched: ${reason}`;
}
