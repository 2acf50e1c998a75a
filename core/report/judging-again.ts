import { link } from './link.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';
import { firstRows } from './table.ts';

/** A workflow run of a pull request's head. */
export interface HeadRun {
  readonly url: string;
  readonly completed: boolean;
  readonly conclusion: string | null;
}

const mostRuns = 5;

/** That a pull request is judged again, and what its records come from: no records, no verdict. */
export function renderJudgingAgain(head: string, runs: readonly HeadRun[]): string {
  const at = literal(head.slice(0, 7));
  const begin = `This pull request is judged again at ${at}; the comment with the verdict and the check \`assay\` will say the result.`;
  if (runs.length === 0) {
    return `${begin}\n\nNo workflow has run for ${at} yet, so there are no records to judge. Is there a workflow for \`pull_request\`, and does it wait for somebody to approve it?`;
  }
  const { shown, left } = firstRows(
    runs.filter((run) => run.conclusion !== 'success'),
    mostRuns,
  );
  const lines = shown.map((run) => `- ${aboutRun(run)}`);
  const more = left === 0 ? [] : [`- ${left} more did not succeed.`];
  return [begin, ...(shown.length === 0 ? [] : ['', ...lines, ...more])].join('\n');
}

function aboutRun({ url, completed, conclusion }: HeadRun): string {
  const run = link('A workflow run', url);
  if (!completed) return `${run} is not over: its records are judged when it has ended.`;
  return `${run} ended with ${prose(conclusion ?? 'no conclusion')}. Judging again does not run it again: for new records press **Re-run jobs** on its page.`;
}
