import type { StoredEntry } from '../../adapters/github/ledger.ts';
import { waitSentence } from '../../core/report/retrain-wait.ts';
import { decideRetraining } from '../../core/retrain/decide.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { gatherRetraining } from './gather.ts';

/** Of more models at once nobody is told: each costs a few calls. */
const mostModels = 10;

/** Why these models are not retrained though their data drift, or not yet closed: a sentence each, a pause aside. */
export async function retrainWaits(
  context: JobContext,
  ledger: readonly StoredEntry[],
  models: readonly (readonly [string, ModelConfig])[],
): Promise<readonly string[]> {
  const watched = models.flatMap(([model, config]) => {
    const isSeen = ledger.some((entry) => entry.kind === 'drift' && entry.model === model);
    return config.retrain === undefined || !isSeen ? [] : [{ model, config }];
  });
  const sentences: string[] = [];
  for (const { model, config } of watched.slice(0, mostModels)) {
    const { facts } = await gatherRetraining(context, ledger, model, config, null);
    const decision = decideRetraining(facts);
    if (decision.kind !== 'wait' || decision.reason.kind === 'paused') continue;
    sentences.push(waitSentence(model, decision.reason));
  }
  return sentences;
}
