import { grouped, quoted } from '../columns/quoted.ts';
import { labelClasses } from '../label-classes.ts';
import type { Predictions } from '../predictions.ts';
import type { RowCounts } from './row-counts.ts';
import { isOfClasses } from './same-label.ts';

const mostNames = 5;

/** How many rows fell out and why, a sentence each; of those in both, the labels or the weights differ. */
export function droppedNotes(
  counts: RowCounts & { readonly relabelled: number; readonly reweighted: number },
): readonly string[] {
  const { candidate, baseline, compared, relabelled, reweighted } = counts;
  const shared = compared + relabelled + reweighted;
  const notes: string[] = [];
  if (shared < candidate)
    notes.push(oneSided(candidate - shared, candidate, 'candidate', 'baseline'));
  if (shared < baseline) notes.push(oneSided(baseline - shared, baseline, 'baseline', 'candidate'));
  if (relabelled > 0) notes.push(changed(relabelled, 'label'));
  if (reweighted > 0) notes.push(changed(reweighted, 'weight'));
  return notes;
}

/** The classes that only one of the two has among its labels, a sentence each. */
export function classNotes(candidate: Predictions, baseline: Predictions): readonly string[] {
  if (!isOfClasses(candidate) || !isOfClasses(baseline)) return [];
  const ours = new Set(labelClasses(candidate).names);
  const theirs = new Set(labelClasses(baseline).names);
  const added = [...ours.difference(theirs)];
  const gone = [...theirs.difference(ours)];
  const notes: string[] = [];
  if (added.length > 0) {
    notes.push(`The candidate's labels hold ${named(added)}, which the baseline's never had.`);
  }
  if (gone.length > 0) {
    notes.push(`The baseline's labels hold ${named(gone)}, which the candidate's do not have.`);
  }
  return notes;
}

function changed(count: number, what: string): string {
  const [rows, are] = count === 1 ? ['row has', 'is'] : ['rows have', 'are'];
  return `${grouped(count)} ${rows} another ${what} in the baseline than in the candidate and ${are} left out.`;
}

function oneSided(count: number, of: number, side: string, other: string): string {
  const are = count === 1 ? 'is' : 'are';
  const rows = of === 1 ? 'row' : 'rows';
  return `${grouped(count)} of ${grouped(of)} ${rows} of the ${side} ${are} not in the ${other} and ${are} left out.`;
}

function named(classes: readonly string[]): string {
  const [first = ''] = classes;
  if (classes.length === 1) return `the class ${quoted(first)}`;
  const shown = classes.slice(0, mostNames).map(quoted).join(', ');
  const more = classes.length - mostNames;
  return `the classes ${shown}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}
