import type { BillOfMaterials, Documents, ModelCard } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { failed, ok, type Result } from '../result.ts';

/** What the evaluation record says of the model's documents; a sentence where it says nothing. */
export function documentFacts({ evaluation }: CandidateFacts): Result<Documents> {
  if (evaluation === null) {
    return failed('There is no evaluation record, so nothing is known of the documents.');
  }
  const { inspection } = evaluation;
  if (inspection?.documents !== undefined) return ok(inspection.documents);
  const failure = inspection?.failures.find(({ section }) => section === 'documents');
  return failed(
    failure === undefined
      ? 'The evaluation record says nothing of the documents: use the action evaluate of this version of Assay, and run the workflow again.'
      : `The documents could not be looked at: ${failure.reason}`,
  );
}

/** The model card, or null where the model has none; a sentence where that is not known. */
export function cardFacts(facts: CandidateFacts): Result<ModelCard | null> {
  const documents = documentFacts(facts);
  if (!documents.ok) return documents;
  return readOr(documents.value, 'card', documents.value.card);
}

/** The bill of materials, or null where the model has none; a sentence where that is not known. */
export function bomFacts(facts: CandidateFacts): Result<BillOfMaterials | null> {
  const documents = documentFacts(facts);
  if (!documents.ok) return documents;
  return readOr(documents.value, 'bom', documents.value.bom);
}

/** Sentences that name the lock files that could not be read. */
export function unreadLocks({ unread, moreLocks }: Documents): readonly string[] {
  const named = unread
    .filter(({ document }) => document === 'lock')
    .map(({ path, reason }) => `${path} could not be read. ${reason}`);
  if (moreLocks === 0) return named;
  return [...named, `${moreLocks} more lock files were not read: name fewer in train.lock.`];
}

function readOr<Kind extends ModelCard | BillOfMaterials>(
  { unread }: Documents,
  kind: 'card' | 'bom',
  found: Kind | undefined,
): Result<Kind | null> {
  if (found !== undefined) return ok(found);
  const entry = unread.find(({ document }) => document === kind);
  return entry === undefined
    ? ok(null)
    : failed(`${entry.path} could not be read. ${entry.reason}`);
}
