import { readById } from '../../adapters/github/baselines.ts';
import { readStays } from '../../adapters/github/environment-history.ts';
import { readVerdict } from '../../adapters/github/verdicts.ts';
import { tierOf } from '../../core/policy/level.ts';
import { stateChanges } from '../../core/promotion/change.ts';
import type { Decided } from '../../core/promotion/decide.ts';
import { type Term, termsOf } from '../../core/promotion/terms.ts';
import { versionsBeside } from '../../core/promotion/versions-beside.ts';
import { wayBackOf } from '../../core/promotion/way-back.ts';
import type { PromotionText } from '../../core/report/index.ts';
import type { ComparedVersions } from '../../core/report/promotion-metrics.ts';
import type { CheckResult, VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { Setting } from './setting.ts';

/** Who asked for a promotion, where and why, and what that took the place of. */
export type Request = Pick<PromotionText, 'requestedBy' | 'commentUrl' | 'reason' | 'superseded'>;

/** Gathers what the pull request of a promotion says. */
export async function describePromotion(
  context: JobContext,
  setting: Setting,
  decided: Decided,
  request: Request,
): Promise<PromotionText> {
  const { config, champion, challenger, stays, text, model, environment } = setting;
  const { version, role, share, rollback } = decided;
  const from = champion?.version ?? null;
  return {
    model,
    environment,
    version,
    role,
    share,
    rollback,
    ...request,
    from,
    challenger: challenger?.version.version ?? null,
    changes: stateChanges(text, config, decided, champion),
    compared: await comparedOf(context, setting, decided),
    waived: await waivedOf(context, setting, version),
    terms: await termsHere(context, setting, decided),
    wayBack: wayBackOf(stays, version.version, from),
    stageTag: role === 'champion' && setting.modelConfig.registry?.stage_tags === true,
  };
}

async function termsHere(
  { repository }: JobContext,
  { config, environment, ledger, lock, model, modelConfig, now, stays }: Setting,
  { version, role, share }: Decided,
): Promise<readonly Term[]> {
  const { after } = config;
  const staysBefore = after === undefined ? [] : await readStays(repository, ledger, model, after);
  const leaves = share === 0;
  const tier = tierOf(modelConfig);
  return termsOf({
    environment,
    config,
    tier,
    role,
    leaves,
    version,
    stays,
    staysBefore,
    lock,
    now,
  });
}

/** The version beside the champion that is there now. */
export async function comparedOf(
  { repository }: Pick<JobContext, 'repository'>,
  { champion: other, ledger, modelConfig }: Pick<Setting, 'champion' | 'ledger' | 'modelConfig'>,
  { version, role }: Pick<Decided, 'version' | 'role'>,
): Promise<ComparedVersions> {
  if (other === null || other.version === version.version) return { kind: 'alone' };
  const ours = await readById(repository, ledger, version, 'evaluation');
  const theirs = await readById(repository, ledger, other, 'evaluation');
  if (ours === null || theirs === null) {
    const { tag } = ours === null ? version : other;
    return { kind: 'unknown', reason: `The evaluation of ${tag} is not on record.` };
  }
  return {
    kind: 'beside',
    version: version.version,
    other: other.version,
    otherIs: role === 'challenger' ? 'champion' : 'replaced',
    beside: versionsBeside(ours, theirs, modelConfig),
  };
}

async function waivedOf(
  { repository }: JobContext,
  { ledger }: Setting,
  version: Readonly<VersionRecord>,
): Promise<readonly CheckResult[] | null> {
  const verdict = await readVerdict(repository, ledger, version);
  return verdict?.checks.filter(({ waiver }) => waiver !== undefined) ?? null;
}
