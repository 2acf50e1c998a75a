import type { EvidenceSource } from '../../../adapters/evidence/source.ts';
import type { Lineage } from '../../../core/evidence/tie.ts';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import type { AnyRecord } from '../../../core/record/kinds.ts';

/** A ledger in memory: records, and other texts by path. */
export function memorySource(
  records: readonly AnyRecord[],
  {
    others = {},
    lineage = null,
  }: {
    readonly others?: Readonly<Record<string, string>>;
    readonly lineage?: Lineage | null;
  } = {},
): EvidenceSource {
  const texts: Readonly<Record<string, string>> = {
    ...Object.fromEntries(records.map((one) => [ledgerPath(one), JSON.stringify(one)])),
    ...others,
  };
  const entries = Object.keys(texts)
    .sort()
    .flatMap((path) => {
      const entry = parseLedgerPath(path);
      return entry === null ? [] : [{ ...entry, blob: path }];
    });
  return {
    name: 'the ledger of the test',
    ledger: () =>
      Promise.resolve(entries.length === 0 ? null : { commit: 'e'.repeat(40), entries }),
    texts: (wanted) => Promise.resolve(wanted.map(({ blob }) => texts[blob] ?? '')),
    lineage: () => Promise.resolve(lineage),
    file: () => Promise.resolve(null),
    attached: () => Promise.resolve({ documents: [], packageNow: null, missing: [] }),
  };
}
