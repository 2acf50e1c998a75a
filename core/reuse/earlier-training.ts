import { isGatePath } from '../config/gate-path.ts';
import type { Source } from '../judge/facts.ts';
import { originDifferences } from '../record/origin.ts';
import { failed, ok, type Result } from '../result.ts';
import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';

/** A training that was judged before its pull request was merged. */
export interface EarlierTraining {
  readonly run: Readonly<RunRecord>;
  readonly evaluation: Readonly<EvaluationRecord>;
}

/** What is known of one workflow run of the merged pull request. */
export interface Offer {
  readonly model: string;
  /** What GitHub says of the run. */
  readonly source: Source;
  /** `owner/name` of the repository that the head lies in; null where it is gone. */
  readonly headRepository: string | null;
  /** The paths that the pull request changed, relative to the repository. */
  readonly paths: readonly string[];
  /** Whether these are all. */
  readonly complete: boolean;
  /** Other pull requests with the same head, by number. */
  readonly others: readonly number[];
  /** Why the records of the run can't be read; null where they can. */
  readonly problem: string | null;
  readonly run: Readonly<RunRecord> | null;
  readonly evaluation: Readonly<EvaluationRecord> | null;
}

/**
 * Whether the bytes of a workflow run are those that would be trained now, and were judged: a run of the repository
 * itself, by workflows that the pull request did not change, of the same fingerprint, trained and not restored from a
 * cache, which a branch can fill. Else why not, as a sentence.
 */
export function earlierTraining(
  offer: Offer,
  fingerprint: string,
  configPath: string,
): Result<EarlierTraining> {
  const { model, source, headRepository, paths, complete, others, problem, run, evaluation } =
    offer;
  if (headRepository?.toLowerCase() !== source.repository.toLowerCase()) {
    return failed('The pull request came from a fork, and bytes of a fork are never registered.');
  }
  const [other] = others;
  if (other !== undefined) {
    return failed(
      `Pull request #${other} has the same head, so its workflow runs can't be told from those that were judged.`,
    );
  }
  const gatePath = paths.find((path) => isGatePath(path, configPath));
  if (gatePath !== undefined) {
    return failed(`The pull request changed ${gatePath}, which decides how a model is trained.`);
  }
  if (!complete) {
    return failed(
      'The pull request changed more files than GitHub lists, workflows perhaps among them.',
    );
  }
  if (problem !== null) return failed(problem);
  if (run === null || evaluation === null) {
    return failed(`The workflow run ${source.runId} has left no records of ${model}.`);
  }
  const [difference] = [
    ...originDifferences('run record', run, model, source),
    ...originDifferences('evaluation record', evaluation, model, source),
  ];
  if (difference !== undefined) return failed(difference);
  if (run.fingerprint !== fingerprint) {
    return failed('Something that the training depends on has changed since it was judged.');
  }
  if (run.cache.hit) {
    return failed('The judged model came from a cache, which a branch can fill.');
  }
  const artifact = run.artifact?.digest;
  if (run.status !== 'succeeded' || artifact === undefined) {
    return failed('The training of the pull request failed.');
  }
  if (
    evaluation.status !== 'succeeded' ||
    evaluation.subject.kind !== 'candidate' ||
    evaluation.run !== run.id ||
    evaluation.artifact !== artifact
  ) {
    return failed('The evaluation of the pull request is not one of the model that was trained.');
  }
  return ok({ run, evaluation });
}
