import { prose } from './prose.ts';
import { signs } from './sign.ts';
import { firstRows, more, table } from './table.ts';

/** What became of one thing that a workflow job had to do. */
export interface JobOutcome {
  /** Such as `judge pull request #3`. */
  readonly what: string;
  readonly outcome: 'done' | 'given-up' | 'unfinished';
  /** Why it was not done; null where it was. */
  readonly reason: string | null;
}

const outcomes = {
  done: `${signs.pass} done`,
  'given-up': `${signs.fail} given up`,
  unfinished: `${signs.waiting} not finished`,
} as const;

/** The summary of a job that did the app's work. */
export function renderJobSummary(all: readonly JobOutcome[]): string {
  if (all.length === 0) return 'Assay: this event asked for nothing.';
  const { shown, left } = firstRows(all, 100);
  const rows = shown.map(({ what, outcome, reason }) => [
    what,
    outcomes[outcome],
    reason === null ? '' : prose(reason, 600),
  ]);
  const headings = ['Assay had to', '', 'why'];
  return [
    ...table(
      headings.map((heading) => ({ heading, align: 'left' })),
      rows,
    ),
    ...more(left, 'are not shown.'),
  ].join('\n');
}
