import type { WaiverRecord } from '../../schemas/types.ts';
import { literal } from './literal.ts';

/** What was waived, for which models, and for how long. */
export function renderWaived(records: readonly Readonly<WaiverRecord>[]): string {
  const lines = records.map(({ check, model, head, until }) => {
    const how =
      head === null
        ? `until ${(until ?? '').slice(0, 10)}`
        : `for the commit ${literal(head.slice(0, 7))}`;
    return `${literal(check)} of ${literal(model, 64)} is waived ${how}: it warns and no longer blocks.`;
  });
  const withdraw = records.map(({ check }) => literal(`/assay unwaive ${check}`));
  return [...lines, '', `It is on record in the ledger. ${withdraw[0] ?? ''} takes it back.`].join(
    '\n',
  );
}

/** What is no longer waived. */
export function renderUnwaived(records: readonly Readonly<WaiverRecord>[]): string {
  return records
    .map(({ check, model }) => `${literal(check)} of ${literal(model, 64)} is not waived any more.`)
    .join('\n');
}
