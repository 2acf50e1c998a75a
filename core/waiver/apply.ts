import type { CheckResult, WaiverRecord } from '../../schemas/types.ts';
import { blocks } from '../judge/outcome.ts';

/** A result that would block, with the waiver that holds for its check: a warning that names it. Others stay as they are. */
export function applyWaiver(
  result: CheckResult,
  waivers: ReadonlyMap<string, WaiverRecord>,
): CheckResult {
  const waiver = waivers.get(result.check);
  if (waiver === undefined || !blocks(result.outcome)) return result;
  const { id, by, reason, until } = waiver;
  return {
    ...result,
    outcome: 'warn',
    found: result.outcome,
    waiver: { record: id, by, reason, until },
  };
}
