import { readStays } from '../../adapters/github/environment-history.ts';
import { lockOf } from '../../adapters/github/holds.ts';
import type { StoredEntry } from '../../adapters/github/ledger.ts';
import type { Level } from '../../core/checks/check.ts';
import { rollbackTarget } from '../../core/checks/rollback-target.ts';
import type { ReviewFacts } from '../../core/judge/facts.ts';
import { levelOf, tierOf } from '../../core/policy/level.ts';
import type { GovernedModel } from '../../core/policy/organisation.ts';
import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import { promotionTerm } from '../../core/promotion/gate/approvals.ts';
import type {
  PresentVersion,
  PromotionFacts,
  StoredBytes,
} from '../../core/promotion/gate/facts.ts';
import type { JudgedMove } from '../../core/promotion/gate/moves.ts';
import { championStay, type Stay } from '../../core/promotion/history.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { PullFacts } from '../review/pull.ts';
import { excludedOf } from '../review/responsible.ts';
import { reviewsFor } from '../review/reviews.ts';
import { storedBytes } from './verify.ts';

/** What a changed state file does to a role, and the registered versions of its model. */
export interface Moved extends JudgedMove {
  readonly changed: ChangedEnvironment;
  readonly model: GovernedModel;
  readonly versions: readonly Readonly<VersionRecord>[];
}

type Verify = (version: Readonly<VersionRecord>) => Promise<StoredBytes>;

/** Gathers all that the gate of these promotions decides on; of each thing GitHub is asked once. */
export async function gatherFacts(
  context: JobContext,
  ledger: readonly StoredEntry[],
  pull: PullFacts,
  moved: readonly Moved[],
): Promise<readonly PromotionFacts[]> {
  const verify = onceForEach(context, ledger);
  const facts = await Promise.all(moved.map((one) => factsOf(context, ledger, pull, one, verify)));
  const reviews = await reviewsOf(context, pull, facts);
  return facts.map((one) => ({ ...one, reviews }));
}

/** Two environments may ask for one version. */
function onceForEach(context: JobContext, ledger: readonly StoredEntry[]): Verify {
  const known = new Map<string, Promise<StoredBytes>>();
  return (version) => {
    const found = known.get(version.id) ?? storedBytes(context, ledger, version);
    known.set(version.id, found);
    return found;
  };
}

async function factsOf(
  context: JobContext,
  ledger: readonly StoredEntry[],
  pull: PullFacts,
  { changed, model: governed, versions, ...move }: Moved,
  verify: Verify,
): Promise<PromotionFacts> {
  const { repository } = context;
  const { model, environment, config, file } = changed;
  const staysIn = (name: string): Promise<readonly Stay[]> =>
    readStays(repository, ledger, model, name);
  const stays = await staysIn(environment);
  const comes = move.move === 'comes';
  const { after } = config;
  return {
    ...move,
    model,
    environment,
    config,
    tier: tierOf(governed),
    file,
    head: pull.head.sha,
    excluded: await excludedOf(context, pull),
    now: context.now(),
    stays,
    staysBefore: comes && after !== undefined ? await staysIn(after) : null,
    bytes: comes && move.asked.ok ? await verify(move.asked.value) : null,
    present: comes && move.role === 'champion' ? await presentOf(stays, versions, verify) : null,
    rollbackTargetLevel: targetLevel(governed),
    lock: await lockOf(repository, ledger, environment),
    reviews: null,
  };
}

/** A lost version blocks, unless `gate.checks` says otherwise of the check that models have of the same name. */
function targetLevel(config: GovernedModel): Level {
  const named = config.gate?.checks?.[rollbackTarget.id];
  return named === undefined ? 'fail' : levelOf(rollbackTarget, config).level;
}

async function presentOf(
  stays: readonly Stay[],
  versions: readonly Readonly<VersionRecord>[],
  verify: Verify,
): Promise<PresentVersion> {
  const champion = championStay(stays);
  if (champion === null) return { kind: 'nothing' };
  const record = versions.find(({ version }) => version === champion.version);
  if (record === undefined) return { kind: 'unknown', version: champion.version };
  return { kind: 'version', tag: record.tag, bytes: await verify(record) };
}

/** The reviews, where one of the promotions needs approvals; else null, and nobody is asked. */
async function reviewsOf(
  { repository }: JobContext,
  pull: PullFacts,
  facts: readonly PromotionFacts[],
): Promise<ReviewFacts | null> {
  const terms = facts
    .filter(({ move }) => move !== 'stays')
    .map((one) => promotionTerm(one))
    .filter((term) => term !== null);
  return terms.length === 0 ? null : reviewsFor(repository, pull, terms);
}
