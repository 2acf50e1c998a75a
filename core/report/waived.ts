import type { CheckResult } from '../../schemas/types.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';

/** Who waived a check, until when and why; null where nobody did. */
export function waivedText({ waiver }: CheckResult): string | null {
  if (waiver === undefined) return null;
  const { by, reason, until } = waiver;
  const end = until === null ? 'for this commit' : `until ${until.slice(0, 10)}`;
  return `Waived ${end} by ${literal(by, 64)}: ${prose(reason, 400)}`;
}
