import { attempt } from '../attempt.ts';
import type { LookUp } from './production.ts';

/**
 * By metric what the version in production was evaluated to, which its performance is compared with; empty without a token
 * or a version. Then the reference's own labelled rows say it.
 */
export async function championMetrics(lookUp: LookUp): Promise<ReadonlyMap<string, number>> {
  if (lookUp === null) return new Map();
  const found = await attempt(
    'monitor',
    'The version in production could not be looked up',
    lookUp,
  );
  const known = Object.entries(found?.record?.metrics ?? {}).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  return new Map(known);
}
