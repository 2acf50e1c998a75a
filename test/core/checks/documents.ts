import { readCard } from '../../../core/documents/card.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Documents, LockFile, ModelCard, ModelConfig } from '../../../schemas/types.ts';
import { betterMetrics, candidate, config, evaluation } from '../judge/candidate.ts';

/** What an evaluation found of documents, from which each test differs in one thing. */

export const lock: LockFile = {
  path: 'requirements.txt',
  format: 'requirements',
  pinned: 6,
  hashed: 0,
  unpinned: [],
  moreUnpinned: 0,
};

export function card(text: string): ModelCard {
  return { path: 'models/bike/MODEL_CARD.md', digest: sha256(text), ...readCard(text) };
}

/** A candidate whose evaluation found these documents. */
export function documented(
  documents: Partial<Documents>,
  settings: Partial<ModelConfig> = {},
  changes: Partial<CandidateFacts> = {},
): CandidateFacts {
  const found: Documents = { locks: [lock], moreLocks: 0, unread: [], ...documents };
  return candidate({
    config: { ...config, ...settings },
    evaluation: evaluation(betterMetrics, { inspection: { documents: found, failures: [] } }),
    ...changes,
  });
}

/** A candidate whose evaluation was made before documents were looked at. */
export function undocumented(settings: Partial<ModelConfig> = {}): CandidateFacts {
  return candidate({ config: { ...config, ...settings } });
}

export const unreadCard = {
  document: 'card' as const,
  path: 'models/bike/MODEL_CARD.md',
  reason: 'It is not a text in UTF-8: save it as one.',
};
