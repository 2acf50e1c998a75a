import { armAutoMerge, disarmAutoMerge } from '../../adapters/github/auto-merge.ts';
import { keepComment, rewordComment } from '../../adapters/github/comments.ts';
import { keepLabel, type Label } from '../../adapters/github/labels.ts';
import { isUntouched } from '../../adapters/github/untouched.ts';
import { renderReward } from '../../core/report/retrain-reward.ts';
import { retrainPolicy } from '../../core/retrain/policy.ts';
import { rewardOf } from '../../core/retrain/reward.ts';
import type { Config } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { JudgedModel } from '../review/judge-pull.ts';
import type { PullFacts } from '../review/pull.ts';
import { retrainBranches } from './branch.ts';

/** A verdict on a pull request; null while there is none for its head. */
export interface Verdict {
  /** Of the base branch. */
  readonly config: Pick<Config, 'models'>;
  readonly models: readonly JudgedModel[];
  readonly conclusion: 'success' | 'failure' | 'neutral';
}

const ready: Label = {
  name: 'ready-to-merge',
  color: '0e8a16',
  description: 'The check passes, and the model is better on the data that drifted',
};

const marker = '<!-- assay:reward -->';

/**
 * Marks a retraining of ours that helps, or has GitHub merge it, as `retrain.when_better` says; takes that back where it
 * does not hold any more. Any other pull request is left alone. Twice leaves the same.
 */
export async function rewardRetraining(
  context: JobContext,
  pull: PullFacts,
  verdict: Verdict | null,
): Promise<void> {
  if (!isRetraining(context, pull)) return;
  const reward = verdict === null ? 'nothing' : await earned(context, pull, verdict);
  const refused = reward === 'merge' ? await merged(context, pull) : null;
  if (reward !== 'merge') await disarm(context, pull);
  const wanted = reward === 'label' || refused !== null;
  const has = pull.labels.includes(ready.name);
  await keepLabel(context.repository, pull.number, ready, { has, wanted });
  const { repository, us } = context;
  if (refused === null) {
    const said = `${marker}\n${renderReward(null)}`;
    await rewordComment(repository, us, pull.number, marker, () => said);
  } else {
    const said = `${marker}\n${renderReward(refused)}`;
    await keepComment(repository, us, pull.number, marker, said);
  }
}

/** Takes back a merge once a person has pushed: to be called before a check that could bring it about. */
export async function withholdMerge(context: JobContext, pull: PullFacts): Promise<void> {
  const { repository, proposer } = context;
  if (!isRetraining(context, pull) || pull.autoMergeBy !== proposer.account.login) return;
  if (!(await isUntouched(repository, proposer.account, pull))) await disarm(context, pull);
}

/** What costs no call: one of our own branches, into the default branch. */
function isRetraining({ proposer, defaultBranch }: JobContext, pull: PullFacts): boolean {
  const { open, fork, author, base, head } = pull;
  return (
    open &&
    !fork &&
    author === proposer.account.login &&
    base.ref === defaultBranch &&
    head.ref.startsWith(retrainBranches)
  );
}

/** A commit of a person ends it: from then on people decide. */
async function earned(
  { repository, proposer }: JobContext,
  pull: PullFacts,
  { config, models, conclusion }: Verdict,
): Promise<'label' | 'merge' | 'nothing'> {
  const model = pull.head.ref.slice(retrainBranches.length);
  const settings = config.models[model]?.retrain;
  const facts = models.find((one) => one.facts.model === model)?.facts;
  if (settings === undefined || facts === undefined) return 'nothing';
  const { onDrift } = facts;
  const { whenBetter } = retrainPolicy(settings);
  const checks = models.flatMap(({ judgement }) => judgement.checks);
  const reward = rewardOf({ whenBetter, conclusion, checks, onDrift });
  if (reward === 'nothing') return reward;
  return (await isUntouched(repository, proposer.account, pull)) ? reward : 'nothing';
}

/** Null where GitHub merges it, now or as soon as it may; else why not. */
async function merged({ proposer }: JobContext, pull: PullFacts): Promise<string | null> {
  if (pull.autoMergeBy !== null) return null;
  const { number, nodeId, head } = pull;
  const result = await armAutoMerge(proposer.repository, { number, nodeId, head: head.sha });
  return result.kind === 'refused' ? result.reason : null;
}

/** What a person has asked GitHub for stays. */
async function disarm({ proposer }: JobContext, pull: PullFacts): Promise<void> {
  if (pull.autoMergeBy !== proposer.account.login) return;
  await disarmAutoMerge(proposer.repository, pull);
}
