import { sha256 } from '../record/digest.ts';
import type { RecordKind } from '../record/kinds.ts';
import type { Document, EvidenceFacts, Stored } from './facts.ts';

/** A file of the folder. */
export interface EvidenceFile {
  /** Its path in the folder, with forward slashes; letters, digits, dots, hyphens, underscores. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where a record lies in the folder: as in the ledger. */
export function recordFile({ path }: Pick<Stored<RecordKind>, 'path'>): string {
  return `records/${path}`;
}

/** Where a document lies in the folder. */
export function documentFile({ kind, name }: Pick<Document, 'kind' | 'name'>): string {
  return `${kind === 'signature' ? 'signatures' : 'documents'}/${name}`;
}

/** The digits of a file's sha256. */
export function digitsOf({ bytes }: EvidenceFile): string {
  return sha256(bytes).slice('sha256:'.length);
}

/** Every record and document of the evidence, each once, sorted by path. */
export function sourceFiles(facts: EvidenceFacts): readonly EvidenceFile[] {
  const { version, run, evaluation, verdicts, baselines, waivers, promotions, holds } = facts;
  const stored = [
    version,
    run,
    evaluation,
    ...verdicts.flatMap((tied) => [tied.verdict, tied.run, tied.evaluation]),
    ...baselines,
    ...waivers,
    ...promotions,
    ...holds,
  ].filter((one) => one !== null);
  const byPath = new Map<string, Uint8Array>(
    stored.map((one) => [recordFile(one), new TextEncoder().encode(one.text)] as const),
  );
  for (const document of facts.documents) byPath.set(documentFile(document), document.bytes);
  return [...byPath]
    .map(([path, bytes]) => ({ path, bytes }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
