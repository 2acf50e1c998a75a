import type { StoredEntry } from '../../adapters/github/ledger.ts';
import { moreWaits, waitSentence } from '../../core/report/retrain-wait.ts';
import { decideRetraining } from '../../core/retrain/decide.ts';
import { retrainPolicy } from '../../core/retrain/policy.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { gatherRetraining } from './gather.ts';

/** Each costs a call for each report, and a few for its pull requests. */
const mostModels = 10;
/** Of one model among several so many reports are read, of which those of its own monitor tell how it stands. */
const mostReports = 30;

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
    const { consecutive } = retrainPolicy(config.retrain ?? {});
    const most = watched.length > 1 ? Math.max(mostReports, 3 * consecutive) : undefined;
    const { facts } = await gatherRetraining(context, ledger, model, config, null, most);
    const decision = decideRetraining(facts);
    if (decision.kind !== 'wait' || decision.reason.kind === 'paused') continue;
    sentences.push(waitSentence(model, decision.reason));
  }
  const others = watched.length - mostModels;
  return others > 0 ? [...sentences, moreWaits(others)] : sentences;
}
