import type { DriftRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Features by windows, of all that is read: records of thousands have megabytes each. */
const mostCells = 1_000_000;

/** How many reports are read. */
export interface ReportBounds {
  readonly least: number;
  /** Of the action `monitor`: others that report often must not hide it. */
  readonly own: number;
  readonly most: number;
}

/** The newest drift records of a model, newest first; of very large ones fewer. */
export async function newestDriftRecords(
  ...asked: Parameters<typeof eachDriftRecord>
): Promise<readonly Readonly<DriftRecord>[]> {
  const records: Readonly<DriftRecord>[] = [];
  for await (const record of eachDriftRecord(...asked)) records.push(record);
  return records;
}

/** The same one by one, each read when it is asked for. */
export async function* eachDriftRecord(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  { least, own, most }: ReportBounds,
): AsyncGenerator<Readonly<DriftRecord>> {
  const entries = ledger.filter((entry) => entry.kind === 'drift' && entry.model === model);
  let [cells, ours] = [0, 0];
  for (const [index, entry] of entries.slice(-most).toReversed().entries()) {
    if (cells > mostCells || (index >= least && ours >= own)) return;
    const record = await readEntry(repository, entry, 'drift');
    if (record === null) continue;
    yield record;
    cells += (1 + record.features.length) * (1 + (record.windows?.length ?? 0));
    ours += record.source === undefined ? 1 : 0;
  }
}

/** The drift record of a model with this id; null where the ledger has none. */
export async function findDriftRecord(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  id: string,
): Promise<Readonly<DriftRecord> | null> {
  const digest = id.slice('sha256:'.length, 'sha256:'.length + 12);
  const entry = ledger.find(
    ({ kind, model: of, path }) =>
      kind === 'drift' && of === model && path.endsWith(`-${digest}.json`),
  );
  if (entry === undefined) return null;
  const record = await readEntry(repository, entry, 'drift');
  return record?.id === id ? record : null;
}
