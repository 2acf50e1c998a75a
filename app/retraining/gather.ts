import { findDriftRecord, newestDriftRecords } from '../../adapters/github/drift-records.ts';
import { pauseOf } from '../../adapters/github/holds.ts';
import type { StoredEntry } from '../../adapters/github/ledger.ts';
import {
  readAnswered,
  readCloser,
  type RetrainingPull,
  retrainingPulls,
} from '../../adapters/github/retrainings.ts';
import {
  type EarlierRetraining,
  lastClosed,
  type RetrainFacts,
} from '../../core/retrain/decide.ts';
import { retrainPolicy } from '../../core/retrain/policy.ts';
import type { HoldRecord, ModelConfig, RetrainConfig } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { retrainBranch } from './branch.ts';

/** What is known of a model's retraining. */
export interface RetrainingScene {
  readonly facts: RetrainFacts;
  /** Newest first. */
  readonly pulls: readonly RetrainingPull[];
  readonly pause: Readonly<HoldRecord> | null;
}

/** Reports that are read at least, and at most: each is a call until it is remembered. */
const bounds = { least: 10, most: 60 } as const;

/**
 * What the decision on a model's retraining depends on; `asked` where it is asked for beside the reports. At most `most` of
 * these are read.
 */
export async function gatherRetraining(
  context: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  { retrain = {}, monitor }: Pick<ModelConfig, 'monitor'> & { retrain?: Partial<RetrainConfig> },
  asked: RetrainFacts['asked'],
  most: number = bounds.most,
): Promise<RetrainingScene> {
  const { repository, defaultBranch, proposer } = context;
  const policy = retrainPolicy(retrain);
  const least = Math.min(bounds.most, Math.max(bounds.least, policy.consecutive * 3));
  const own = monitor === undefined ? 0 : least;
  const all = await retrainingPulls(repository, retrainBranch(model), defaultBranch);
  // What a person has opened from that branch is that person's; while it is open, no other can be.
  const pulls = all.filter(
    ({ author, closedAt }) => closedAt === null || author === proposer.account.login,
  );
  const pause = await pauseOf(repository, ledger, model);
  return {
    facts: {
      policy,
      reports: await newestDriftRecords(repository, ledger, model, {
        least,
        own,
        most: Math.min(most, bounds.most),
      }),
      paused: pause !== null,
      pulls: await earlierOf(context, ledger, model, pulls),
      now: context.now(),
      asked,
    },
    pulls,
    pause,
  };
}

/** So many that we have closed are looked behind for a person's word: each costs two calls. */
const mostBehind = 4;

/** What is known of the pull request that is open, and of those that are over up to people's last word. */
async function earlierOf(
  context: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  pulls: readonly RetrainingPull[],
): Promise<readonly EarlierRetraining[]> {
  const known = new Map<number, EarlierRetraining>();
  for (const pull of pulls.filter(({ closedAt }) => closedAt === null)) {
    known.set(pull.number, await answering(context, ledger, model, pull));
  }
  // One that is open is kept or closed, whatever was said of others.
  const over = known.size > 0 ? [] : lastClosed(pulls).slice(0, mostBehind);
  for (const pull of over) {
    if (pull.merged) break;
    const found = await answering(context, ledger, model, pull);
    known.set(pull.number, found);
    if (!found.closedByUs) break;
  }
  return pulls.map((pull) => known.get(pull.number) ?? { ...pull, ...silent });
}

const silent = { closedByUs: false, drift: null, requested: false };

async function answering(
  { repository, proposer, us }: JobContext,
  ledger: readonly StoredEntry[],
  model: string,
  pull: RetrainingPull,
): Promise<EarlierRetraining> {
  const { drift: id, requested } = await readAnswered(repository, proposer.account, pull.number);
  const drift = id === null ? null : await findDriftRecord(repository, ledger, model, id);
  const closer = pull.closedAt === null ? null : await readCloser(repository, pull.number);
  const closedByUs = closer === us.login || closer === proposer.account.login;
  return { ...pull, drift, requested, closedByUs };
}
