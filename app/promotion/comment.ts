import { readVersions } from '../../adapters/github/champion.ts';
import { keepComment } from '../../adapters/github/comments.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { GovernedConfig } from '../../core/policy/organisation.ts';
import type { JudgedPromotion } from '../../core/promotion/gate/judge.ts';
import type { Promotions } from '../../core/promotion/gate/promotions.ts';
import { commentMarker, renderPromotionComment } from '../../core/report/index.ts';
import type { ComparedVersions } from '../../core/report/promotion-metrics.ts';
import type { JobContext } from '../context.ts';
import { comparedOf } from './describe.ts';
import { readStatus } from './status.ts';

/** Keeps the one comment on a pull request that changes desired states and no model. */
export async function keepPromotionComment(
  context: JobContext,
  { pull, head }: { readonly pull: number; readonly head: string },
  config: GovernedConfig,
  promotions: Promotions,
): Promise<void> {
  const { repository, us, repositoryUrl } = context;
  const ledger = await listLedger(repository);
  const names = new Set(promotions.judged.map(({ model }) => model));
  const models = Object.entries(config.models).filter(([model]) => names.has(model));
  const pairs = promotions.judged.map(
    async (one) => [one, await besideChampion(context, ledger, config, one)] as const,
  );
  const body = renderPromotionComment({
    promotions,
    compared: new Map(await Promise.all(pairs)),
    standing: await readStatus(repository, ledger, models),
    repositoryUrl,
    head,
  });
  await keepComment(repository, us, pull, commentMarker, body);
}

/** The version that comes, beside the one that is there now. */
async function besideChampion(
  context: JobContext,
  ledger: readonly StoredEntry[],
  { models }: GovernedConfig,
  { model, version: asked, previous, role, move }: JudgedPromotion,
): Promise<ComparedVersions> {
  const modelConfig = models[model];
  if (move !== 'comes' || modelConfig === undefined) return { kind: 'alone' };
  const versions = await readVersions(context.repository, ledger, model);
  const version = versions.find((one) => one.version === asked);
  if (version === undefined) return { kind: 'alone' };
  const champion = versions.find((one) => one.version === previous) ?? null;
  return comparedOf(context, { champion, ledger, modelConfig }, { version, role });
}
