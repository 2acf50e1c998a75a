import type { Source } from '../judge/facts.ts';
import { type AnyRecord, kindOf } from './kinds.ts';

/**
 * Where a record's claims about repository, commit, workflow run, attempt and event differ from what GitHub says of
 * that run, as a sentence; null when they agree.
 */
export function originProblem(record: AnyRecord, source: Source): string | null {
  const { workflow } = record;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['repository', record.repository, source.repository],
    ['commit', record.commit, source.commit],
    ['workflow run', workflow?.runId, source.runId],
    ['attempt', workflow?.attempt, source.attempt],
    ['event', workflow?.event, source.event],
  ];
  const wrong = pairs.find(([, claimed, stated]) => claimed !== stated);
  if (wrong === undefined) return null;
  const [what, claimed, stated] = wrong;
  return `The ${kindOf(record)} record says that its ${what} is ${String(claimed)}, and GitHub says ${String(stated)}.`;
}
