import { branchHead } from '../../adapters/github/branches.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import type { Proposed } from '../../adapters/github/proposal.ts';
import { modelOf } from '../../core/config/read.ts';
import { AssayError, UnavailableError } from '../../core/errors.ts';
import { heldBack } from '../../core/report/hold.ts';
import { waitSentence } from '../../core/report/retrain-wait.ts';
import { decideRetraining, type RetrainFacts } from '../../core/retrain/decide.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import type { RetrainReason } from '../jobs/job.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import { endRetraining, type Ended } from './end.ts';
import { gatherRetraining } from './gather.ts';
import { proposeRetraining } from './propose.ts';

/** What became of the wish to train a model again, or of the news that its data have been looked at. */
export type Retrained =
  | { readonly kind: 'refused'; readonly reason: string }
  /** Not yet, or not again: a sentence says why and until when. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** Nothing drifts, and nothing is open. */
  | { readonly kind: 'quiet' }
  /** The default branch trains on this window already. */
  | { readonly kind: 'current' }
  | Ended
  | {
      readonly kind: 'proposed';
      readonly title: string;
      /** What should change, as a sentence, for when the branch is people's. */
      readonly wanted: string;
      readonly proposed: Proposed;
    };

/** Opens, updates or closes the one retraining pull request of a model. What can't be done is an answer. */
export async function retrain(
  context: JobContext,
  model: string,
  reason: RetrainReason,
): Promise<Retrained> {
  const { repository, defaultBranch } = context;
  const baseSha = await branchHead(repository, defaultBranch);
  const configuration = await readOwnConfiguration(repository, baseSha);
  if (configuration.kind === 'absent') {
    return { kind: 'refused', reason: `There is no ${configPath} on ${defaultBranch}.` };
  }
  if (configuration.kind === 'wrong') return { kind: 'refused', reason: configuration.problem };
  try {
    const config = modelOf(configuration.config, model, configPath);
    return await act(context, model, config, reason, baseSha);
  } catch (error) {
    if (!(error instanceof AssayError) || error instanceof UnavailableError) throw error;
    return { kind: 'refused', reason: error.message };
  }
}

async function act(
  context: JobContext,
  model: string,
  config: ModelConfig,
  reason: RetrainReason,
  baseSha: string,
): Promise<Retrained> {
  const asked = askedBy(reason);
  // Its drift is on record, and nobody wants more.
  if (config.retrain === undefined && asked === null) return { kind: 'quiet' };
  const ledger = await listLedger(context.repository);
  const scene = await gatherRetraining(context, ledger, model, config, asked);
  const { facts, pause } = scene;
  const decision = decideRetraining(facts);
  switch (decision.kind) {
    case 'propose': {
      const place = { model, config, ledger, baseSha };
      return proposeRetraining(context, place, scene, { reason, asks: decision.asks });
    }
    case 'wait':
      if (pause !== null && decision.reason.kind === 'paused')
        return { kind: 'refused', reason: heldBack(pause) };
      return { kind: 'waiting', reason: waitSentence(model, decision.reason) };
    case 'close':
      return endRetraining(context, model, baseSha, decision);
    case 'nothing':
      return { kind: 'quiet' };
    default:
      return decision satisfies never;
  }
}

/** A window comes of a machine, which asks again and again; people ask by a command. */
function askedBy({ window, requestedBy }: RetrainReason): RetrainFacts['asked'] {
  if (window !== null) return 'window';
  return requestedBy === null ? null : 'person';
}
