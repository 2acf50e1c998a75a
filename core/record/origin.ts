import type { Source } from '../judge/facts.ts';
import { type AnyRecord, subjectOf } from './kinds.ts';

/**
 * Where a record's claims about model, repository, commit, workflow run, attempt and event differ from what GitHub
 * says of that run, one sentence each; none when they agree. `name` is what the sentences call the record.
 */
export function originDifferences(
  name: string,
  record: AnyRecord,
  model: string,
  source: Source,
): readonly string[] {
  const { workflow } = record;
  if (workflow === undefined) return [`The ${name} does not name the workflow run that made it.`];
  const claims: readonly (readonly [
    field: string,
    claimed: string | number,
    stated: string | number,
  ])[] = [
    ['model', subjectOf(record), model],
    ['repository', record.repository.toLowerCase(), source.repository.toLowerCase()],
    ['commit', record.commit, source.commit],
    ['workflow run', workflow.runId, source.runId],
    // Re-running failed jobs leaves the artifacts of the others, of an earlier attempt at the same commit.
    ['attempt', Math.max(workflow.attempt, source.attempt), source.attempt],
    ['event', workflow.event, source.event],
  ];
  return claims
    .filter(([, claimed, stated]) => claimed !== stated)
    .map(
      ([field, claimed, stated]) => `The ${name} claims the ${field} ${claimed}; it is ${stated}.`,
    );
}
