import { defaultBranchCheckName, keepCheck } from '../../adapters/github/checks.ts';
import type { WorkflowRunFacts } from '../../adapters/github/workflow-runs.ts';
import { renderCheck } from '../../core/report/index.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { completed } from './check-state.ts';
import { judgeCommit } from './judge-commit.ts';

/** A commit without a pull request is judged too: its check says what the comment of a pull request would. */
export async function showCommit(
  context: JobContext,
  run: WorkflowRunFacts,
  champions: readonly EvaluationRecord[],
): Promise<void> {
  const models = await judgeCommit(context, run, champions);
  if (models.length === 0) return;
  const { repository, us, repositoryUrl } = context;
  const rendered = renderCheck({
    repositoryUrl,
    checkUrl: null,
    head: run.headSha,
    models,
    obstacles: [],
    notes: [],
  });
  const place = { name: defaultBranchCheckName, headSha: run.headSha } as const;
  await keepCheck(repository, us, place, completed(rendered));
}
