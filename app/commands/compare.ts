import { readVersions } from '../../adapters/github/champion.ts';
import { gatherBaselines, readById } from '../../adapters/github/baselines.ts';
import { commitOf } from '../../adapters/github/commit-of.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import { modelOf } from '../../core/config/read.ts';
import { RefusedError } from '../../core/errors.ts';
import { originDifferences } from '../../core/record/origin.ts';
import { compareWith } from '../../core/judge/compare-with.ts';
import { versionNamed } from '../../core/promotion/choose.ts';
import { type ComparedPlace, renderComparison } from '../../core/report/compare-answer.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { gatherCandidates, runsOf } from '../review/candidate.ts';
import { readPull } from '../review/pull.ts';
import type { Command } from './command.ts';

/** Shows a model of the pull request beside the evaluation at a commit, branch, tag or version. Writes nothing. */
export const compare: Command<'compare'> = {
  name: 'compare',
  async run({ context, config: read, comment, arguments: { model, ref } }) {
    const { repositoryUrl } = context;
    const config = modelOf(read(), model, configPath);
    if (!comment.isPull) {
      throw new RefusedError(
        'no-pull-request',
        'An issue has no model to compare: comment this on a pull request.',
      );
    }
    const candidate = await candidateOf(context, comment.issue, model);
    const other = await evaluationAt(context, model, ref);
    const { evaluation } = other;
    const beside = compareWith(candidate, evaluation, config);
    const body = renderComparison({ repositoryUrl, model, candidate, ...other, beside });
    return { done: true, body };
  },
};

/** What the newest workflow run of the head has left. Throws a RefusedError where that is no evaluation. */
async function candidateOf(
  context: JobContext,
  number: number,
  model: string,
): Promise<EvaluationRecord> {
  const { repository } = context;
  const pull = await readPull(repository, number);
  const candidate = (await gatherCandidates(repository, [model], await runsOf(context, pull))).get(
    model,
  );
  const evaluation = candidate?.evaluation ?? null;
  if (evaluation?.status === 'succeeded' && candidate?.source) {
    const [lie] = originDifferences('evaluation record', evaluation, model, candidate.source);
    if (lie !== undefined) throw new RefusedError('other-origin', lie);
    return evaluation;
  }
  const [refusal] = candidate?.refusals ?? [];
  const why = candidate?.workflow.kind === 'completed' ? '' : ' Its workflow run is awaited.';
  throw new RefusedError(
    'no-evaluation',
    `There is no successful evaluation of ${model} at ${pull.head.sha.slice(0, 7)}, the head of this pull request.${refusal === undefined ? why : ` ${refusal}`}`,
  );
}

interface Found {
  readonly evaluation: EvaluationRecord;
  readonly place: ComparedPlace;
}

/** The ledger's evaluation at what a person named. Throws a RefusedError where there is none. */
async function evaluationAt(context: JobContext, model: string, ref: string): Promise<Found> {
  const { repository } = context;
  const ledger = await listLedger(repository);
  const version = versionNamed(model, ref, await readVersions(repository, ledger, model));
  if (version !== null) {
    const evaluation = await readById(repository, ledger, version, 'evaluation');
    if (evaluation !== null) {
      const { commit, tag } = version;
      return { evaluation, place: { commit, tag, commitsBehind: 0, ref } };
    }
  }
  const commit = await commitOf(repository, ref);
  if (commit === null) {
    throw new RefusedError(
      'unknown-ref',
      `There is no commit, branch or tag ${ref}, and no version of ${model} of that name.`,
    );
  }
  return nearestTo(context, ledger, model, { commit, ref });
}

async function nearestTo(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  { commit, ref }: { readonly commit: string; readonly ref: string },
): Promise<Found> {
  const { baselines } = await gatherBaselines(repository, ledger, model, commit);
  const nearest = baselines.find(({ kind }) => kind !== 'champion');
  if (nearest === undefined) {
    throw new RefusedError(
      'nothing-recorded',
      `The ledger has no evaluation of ${model} at ${commit.slice(0, 7)} or at one of the 100 commits before it. It holds what was evaluated on the default branch, and what was merged.`,
    );
  }
  const { evaluation, commit: at, commitsBehind } = nearest;
  return { evaluation, place: { commit: at, tag: null, commitsBehind, ref } };
}
