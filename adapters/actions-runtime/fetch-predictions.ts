import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failed, ok, type Result } from '../../core/result.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { digestFile } from '../files/index.ts';
import { predictionsArtifactName } from './artifact.ts';
import { fetchArtifact } from './fetch-artifact.ts';
import type { Job } from './job.ts';

/**
 * Fetches the predictions of an earlier evaluation into a folder: the artifact that its workflow run kept. The file is
 * byte for byte what its record names, or there is a reason why not, as a sentence.
 */
export async function fetchPredictions(
  job: Job,
  token: string,
  { model, commit, workflow, predictions }: Readonly<EvaluationRecord>,
  folder: string,
): Promise<Result<string>> {
  const name = predictionsArtifactName(model);
  const at = commit.slice(0, 7);
  if (workflow === undefined || predictions === undefined) {
    return failed(`The evaluation record of ${at} names no workflow run or no predictions.`);
  }
  const { runId } = workflow;
  const wanted = { name, what: 'the file of predictions', runId, commit, bytes: predictions.bytes };
  const fetched = await fetchArtifact(job, token, wanted, folder);
  if (!fetched.ok) return fetched;
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
