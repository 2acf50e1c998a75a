import { literal } from './literal.ts';
import { prose } from './prose.ts';

/** What the description of a retraining says for which GitHub starts no workflow. */
export function renderStarted(workflow: string): string {
  return [
    '> [!NOTE]',
    `> This pull request was opened with the own token of a workflow job, for which GitHub starts no workflow. So ${literal(workflow, 200)} is started on its branch by \`workflow_dispatch\`; a comment says so if that is not possible. With a \`pull-request-token\` this is not needed.`,
  ].join('\n');
}

/** What its conversation says where the workflow was started after all. */
export function renderStartedLater(workflow: string): string {
  return `${literal(workflow, 200)} has been started for this pull request.`;
}

/** What its conversation says where the workflow could not be started. */
export function renderNotStarted(workflow: string, reason: string): string {
  return `${literal(workflow, 200)} could not be started for this pull request, so nothing trains it yet. ${prose(reason, 1_000)} A person can close this pull request and open it again, or push to its branch.`;
}
