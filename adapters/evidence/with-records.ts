import type { Document, Stored } from '../../core/evidence/facts.ts';
import { ledgerPath, parseLedgerPath } from '../../core/ledger/path.ts';
import type { AnyRecord, RecordKind, Records } from '../../core/record/kinds.ts';
import type { StoredEntry } from '../github/stored-entry.ts';
import type { EvidenceSource } from './source.ts';

/** The records of a version that is being registered. */
export interface NewRecords {
  readonly version: Readonly<Records['version']>;
  readonly run: Readonly<Records['run']>;
  readonly evaluation: Readonly<Records['evaluation']>;
}

/** What a version had before anybody could promote it. */
const kindsBefore: ReadonlySet<RecordKind> = new Set(['run', 'evaluation', 'verdict', 'waiver']);

/**
 * The evidence of a version at the moment of its registration: what the ledger has until then, and the records that it
 * does not have yet. There is no release to look at; `documents` are those that it will have.
 */
export function withNewRecords(
  source: EvidenceSource,
  records: NewRecords,
  documents: readonly Document[],
): EvidenceSource {
  const own = [
    storedOf<'run'>(records.run),
    storedOf<'evaluation'>(records.evaluation),
    storedOf<'version'>(records.version),
  ];
  const texts = new Map(own.map(({ path, text }) => [path, text]));
  return {
    ...source,
    name: `${source.name}, when the version was registered`,
    async ledger() {
      const known = await source.ledger();
      const before = (known?.entries ?? []).filter(
        ({ kind, path }) => kindsBefore.has(kind) && !texts.has(path),
      );
      return { commit: known?.commit ?? null, entries: [...before, ...own.flatMap(entryOf)] };
    },
    async texts(entries) {
      const asked = entries.filter(({ path }) => !texts.has(path));
      const answers = await source.texts(asked);
      const all = new Map(asked.map(({ path }, index) => [path, answers[index] ?? '']));
      return entries.map(({ path }) => texts.get(path) ?? all.get(path) ?? '');
    },
    attached: () =>
      Promise.resolve({
        documents,
        packageNow: null,
        missing: [
          'What came after the registration: verdicts, waivers, promotions, attestations. This was made with the release; assay evidence makes it anew.',
        ],
      }),
  };
}

/** A record as the app will put it into the ledger. */
export function storedOf<Kind extends RecordKind>(
  record: Readonly<Records[Kind]> & AnyRecord,
): Stored<Kind> {
  return { path: ledgerPath(record), text: `${JSON.stringify(record, null, 2)}\n`, record };
}

function entryOf({ path }: { readonly path: string }): readonly StoredEntry[] {
  const entry = parseLedgerPath(path);
  // Nobody asks for the blob of what is here already.
  return entry === null ? [] : [{ ...entry, blob: '' }];
}
