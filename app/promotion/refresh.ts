import { keepComment } from '../../adapters/github/comments.ts';
import { findProposal, isOurs, withdraw } from '../../adapters/github/open-proposal.ts';
import { readFile } from '../../adapters/github/files.ts';
import { RefusedError } from '../../core/errors.ts';
import { askedIn } from '../../core/promotion/asked.ts';
import { changedEnvironments } from '../../core/promotion/choose.ts';
import { decideAgain, stateAsksFor } from '../../core/promotion/decide-again.ts';
import { renderOvertaken, overtakenMarker } from '../../core/report/overtaken.ts';
import type { JobContext } from '../context.ts';
import { readConfiguration, readOwnConfiguration } from '../review/configuration.ts';
import type { MergedPull } from '../review/pull.ts';
import { promotionBranch } from './branch.ts';
import { proposePromotion, requesterOf } from './propose.ts';
import { readSetting, type Setting } from './setting.ts';

/** Asks for a look at the open promotions of the environments whose state files a merged pull request has changed. */
export async function refreshPromotions(
  context: JobContext,
  pull: MergedPull,
  paths: readonly string[],
): Promise<void> {
  const configuration = await readOwnConfiguration(context.repository, pull.mergeCommit);
  if (configuration.kind !== 'valid') return;
  for (const { model, environment } of changedEnvironments(configuration.config, paths)) {
    const task = { kind: 'refresh-promotion', model, environment } as const;
    await context.enqueue(`${context.job} promotion ${model} ${environment}`, task);
  }
}

/**
 * Brings the open promotion of an environment up to date after another pull request has changed the environment, or closes
 * it where it has become pointless. One that people have committed to is theirs and stays as it is.
 */
export async function refreshPromotion(
  context: JobContext,
  about: { readonly model: string; readonly environment: string },
): Promise<void> {
  const { proposer, defaultBranch } = context;
  const open = await findProposal(proposer.repository, promotionBranch(about), defaultBranch);
  if (open === null) return;
  const asked = askedIn(open.body);
  const setting = await settingOf(context, about);
  if (asked === null || setting === null) return;
  if (!(await isOurs(proposer.repository, proposer.account, open, setting.baseSha))) return;
  const text = await readFile(context.repository, setting.config.state, open.head);
  if (text === null || !stateAsksFor(text, setting, asked)) return;
  const decided = decideAgain(asked, setting);
  const proposed =
    decided.kind === 'decided'
      ? await proposePromotion(context, setting, decided.decided, {
          requestedBy: await requesterOf(context, open),
          commentUrl: asked.commentUrl,
          reason: asked.reason,
          open,
        })
      : null;
  if (proposed !== null) return;
  const { environment } = about;
  const why =
    decided.kind === 'pointless' ? decided.reason : `${environment} asks for this already.`;
  const { number } = open;
  await keepComment(
    context.repository,
    context.us,
    number,
    overtakenMarker,
    renderOvertaken(environment, why),
  );
  await withdraw(proposer.repository, open);
}

/** Null where the configuration, the environment or its file is gone: then the gate says so. */
async function settingOf(
  context: JobContext,
  { model, environment }: { readonly model: string; readonly environment: string },
): Promise<Setting | null> {
  const configuration = await readConfiguration(context, `refs/heads/${context.defaultBranch}`);
  if (configuration.kind !== 'valid') return null;
  const { models } = configuration.config;
  const modelConfig = Object.hasOwn(models, model) ? models[model] : undefined;
  if (modelConfig === undefined) return null;
  try {
    return await readSetting(context, { model, environment, modelConfig });
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}
