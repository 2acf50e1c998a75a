import { keepLabel, type Label } from '../../adapters/github/labels.ts';
import type { OpenProposal } from '../../adapters/github/open-proposal.ts';
import { readRequest } from '../../adapters/github/proposal-request.ts';
import type { Proposed } from '../../adapters/github/proposal.ts';
import { type Asked, askedIn, asksAlike, withAsked } from '../../core/promotion/asked.ts';
import { changedState } from '../../core/promotion/change.ts';
import type { Decided } from '../../core/promotion/decide.ts';
import type { Term } from '../../core/promotion/terms.ts';
import { withRequester } from '../../core/proposal/requester.ts';
import { promotionTitle, renderPromotionBody } from '../../core/report/index.ts';
import { bounded } from '../../core/text/bounded.ts';
import type { JobContext } from '../context.ts';
import { proposeChange } from '../propose.ts';
import { promotionBranch } from './branch.ts';
import { describePromotion } from './describe.ts';
import type { Setting } from './setting.ts';

/** Who asked for a promotion, and the pull request that is open for the same environment; null where none is. */
export interface Petition {
  readonly requestedBy: string | null;
  readonly commentUrl: string;
  readonly reason: string | null;
  readonly open: OpenProposal | null;
}

/** A promotion as it was proposed. */
export interface ProposedPromotion {
  readonly kind: 'proposed';
  readonly title: string;
  readonly proposed: Proposed;
  readonly terms: readonly Term[];
}

/** As much of a reason as the description shows. */
const longestReason = 400;

/** Rollbacks have it, so that people see them in a list. */
const urgent: Label = {
  name: 'assay:urgent',
  color: 'b60205',
  description: 'A rollback: somebody waits for it',
};

/**
 * Makes the one pull request of an environment say and do this; one that asked for something else is superseded. Null
 * where the environment asks for it already. Doing it twice leaves the same.
 */
export async function proposePromotion(
  context: JobContext,
  setting: Setting,
  decided: Decided,
  { requestedBy, commentUrl, reason, open }: Petition,
): Promise<ProposedPromotion | null> {
  const { text, config, baseSha, champion } = setting;
  const next = changedState(text, config, decided, champion);
  if (next === text) return null;
  const asked: Asked = {
    version: decided.version.version,
    role: decided.role,
    share: decided.share,
    rollback: decided.rollback !== null,
    from: champion?.version ?? null,
    reason: reason === null ? null : bounded(reason, longestReason),
    commentUrl,
  };
  const before = askedBefore(context, open);
  const isSame = before !== null && asksAlike(before, asked);
  const superseded =
    open === null || before === null || isSame
      ? null
      : { version: before.version, by: await requesterOf(context, open) };
  const about = { requestedBy, commentUrl, reason, superseded };
  const description = await describePromotion(context, setting, decided, about);
  const title = promotionTitle(description);
  const body = withAsked(asked, renderPromotionBody(description));
  const proposed = await proposeChange(context, {
    branch: promotionBranch(setting),
    base: context.defaultBranch,
    baseSha,
    files: new Map([[config.state, next]]),
    message: withRequester(requestedBy, title),
    title,
    body,
    // What was asked for already stays with the person who asked first.
    whenAlike: isSame && before.from === asked.from ? 'leave' : 'renew',
  });
  if (proposed.kind !== 'taken-over') {
    const has = open?.labels.includes(urgent.name) ?? false;
    const wanted = decided.rollback !== null;
    await keepLabel(context.repository, proposed.number, urgent, { has, wanted });
  }
  return { kind: 'proposed', title, proposed, terms: description.terms };
}

/** Who asked for what an open pull request of ours asks for. */
export async function requesterOf(
  { repository, proposer }: JobContext,
  { number, author, branch, head }: OpenProposal,
): Promise<string | null> {
  const pull = { number, author, fork: false, head: { ref: branch, sha: head } };
  return (await readRequest(repository, proposer.account, pull)).requestedBy;
}

/** What our open pull request asks for, by its mark; null where it is not ours or has none. */
function askedBefore({ proposer }: JobContext, open: OpenProposal | null): Asked | null {
  return open?.author === proposer.account.login ? askedIn(open.body) : null;
}
