import { type AnyRecord, kindOf, type RecordKind, type Records } from '../record/kinds.ts';
import { readRecord } from '../record/read.ts';
import { failed, ok, type Result } from '../result.ts';
import { ledgerPath } from './path.ts';

/**
 * Reads a ledger entry's record from its text. A sentence where it isn't what its path says: somebody has tampered with
 * the branch, or the entry is of a newer Assay.
 */
export function readLedgerText<Kind extends RecordKind>(
  text: string,
  path: string,
  kind: Kind,
): Result<Readonly<Records[Kind]>> {
  const result = readRecord(text, path);
  if (!result.ok) return result;
  if (kindOf(result.value) !== kind || ledgerPath(result.value) !== path) {
    return failed(
      `${path} is not what its name says: its content belongs at ${ledgerPath(result.value)}.`,
    );
  }
  return ok(result.value as Readonly<AnyRecord> as Readonly<Records[Kind]>);
}
