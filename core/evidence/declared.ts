import type { Documents, EvaluationRecord, ModelConfig } from '../../schemas/types.ts';

/** A document that goes with a version, and where it lies at the version's commit. */
export interface DeclaredDocument {
  readonly kind: 'card' | 'bom';
  /** The first that is there is the document; from the repository's root. */
  readonly paths: readonly string[];
  /** What the evaluation record says of its content; null where it says nothing. */
  readonly digest: string | null;
}

/**
 * The card and the bill of materials of a version: as its evaluation saw them, else the card by its usual names in the
 * model's folder. `config` is that of the version's commit; null where it can't be read.
 */
export function declaredDocuments(
  evaluation: EvaluationRecord | null,
  config: ModelConfig | null,
): readonly DeclaredDocument[] {
  const seen = evaluation?.inspection?.documents;
  const bom = seenDocument('bom', seen);
  const card = seenDocument('card', seen) ?? usualCard(config);
  return [card, bom].filter((one) => one !== null);
}

/** What the record says of a document; null where it says nothing of it. */
function seenDocument(
  kind: 'card' | 'bom',
  documents: Documents | undefined,
): DeclaredDocument | null {
  const found = documents?.[kind] ?? null;
  if (found === null) return null;
  const { path, digest } = found;
  // In an address it would lead elsewhere.
  if (path.split('/').some((part) => part === '..' || part === '.')) return null;
  return { kind, paths: [path], digest };
}

function usualCard(config: ModelConfig | null): DeclaredDocument | null {
  if (config === null) return null;
  const folder = config.path === undefined || config.path === '.' ? '' : `${config.path}/`;
  return { kind: 'card', paths: [`${folder}MODEL_CARD.md`, `${folder}README.md`], digest: null };
}
