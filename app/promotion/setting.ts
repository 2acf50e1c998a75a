import { branchHead } from '../../adapters/github/branches.ts';
import { readPromotions, readVersions } from '../../adapters/github/champion.ts';
import { readReports } from '../../adapters/github/environment-history.ts';
import { lockOf } from '../../adapters/github/holds.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import { RefusedError } from '../../core/errors.ts';
import { challengerOfState } from '../../core/promotion/challenger.ts';
import { environmentOf } from '../../core/promotion/choose.ts';
import type { EnvironmentFacts } from '../../core/promotion/decide.ts';
import { staysOf } from '../../core/promotion/history.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import type { GovernedModel } from '../../core/policy/organisation.ts';
import type { HoldRecord } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { readStateFile } from './read-state.ts';

/** A model in an environment by their names, and the model's configuration. */
export interface Whereabouts {
  readonly model: string;
  readonly environment: string;
  readonly modelConfig: GovernedModel;
}

/** What there is of a model in an environment, and the file that says so on the default branch. */
export interface Setting extends EnvironmentFacts, Whereabouts {
  readonly ledger: readonly StoredEntry[];
  readonly lock: Readonly<HoldRecord> | null;
  /** The commit of the default branch that the file is of. */
  readonly baseSha: string;
  /** The file's text. */
  readonly text: string;
}

/** Gathers what a promotion is decided by. Throws a RefusedError for an environment or file that there is not. */
export async function readSetting(context: JobContext, about: Whereabouts): Promise<Setting> {
  const { repository, defaultBranch } = context;
  const { model, environment, modelConfig } = about;
  const config = environmentOf(model, modelConfig, environment, configPath);
  const ledger = await listLedger(repository);
  const versions = await readVersions(repository, ledger, model);
  const baseSha = await branchHead(repository, defaultBranch);
  const { text, problem } = await readStateFile(repository, config.state, baseSha);
  if (problem !== null) throw new RefusedError('foreign-state', problem);
  if (text === null) {
    throw new RefusedError(
      'no-state',
      `There is no ${config.state} on ${defaultBranch}, which models.${model}.environments.${environment}.state names.`,
    );
  }
  const promotions = await readPromotions(repository, ledger, model, environment);
  const reports = await readReports(repository, ledger, model, environment);
  return {
    ...about,
    config,
    configPath,
    ledger,
    lock: await lockOf(repository, ledger, environment),
    baseSha,
    text,
    versions,
    champion: versionOfState(text, config.state, config, versions),
    challenger: challengerOfState(model, text, config, versions),
    promotions,
    stays: staysOf(promotions, reports),
    now: context.now(),
  };
}
