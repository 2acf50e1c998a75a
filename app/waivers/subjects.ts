import { isTeamMember } from '../../adapters/github/teams.ts';
import { modelOf } from '../../core/config/read.ts';
import { RefusedError } from '../../core/errors.ts';
import type { GovernedConfig, GovernedModel } from '../../core/policy/organisation.ts';
import { mayWaive, waiverTerms } from '../../core/policy/waivers.ts';
import { unwaivable } from '../../core/waiver/permit.ts';
import type { CommandCall } from '../commands/command.ts';
import { configPath, type JobContext } from '../context.ts';
import { type PullFacts, readPull } from '../review/pull.ts';
import { scopeOf } from '../review/scope.ts';

/** A model that a waiver is about. */
export interface Subject {
  readonly model: string;
  readonly config: GovernedModel;
}

/** What a command about waivers is about: the pull request that it was written on, if it is open, and the models. */
export interface WaiverMatter {
  readonly pull: PullFacts | null;
  readonly subjects: readonly Subject[];
}

/** Finds the models: the named one, else those that the pull request affects. Throws a RefusedError where none can be said. */
export async function waiverMatter(
  { context, comment, config: read }: Pick<CommandCall, 'context' | 'comment' | 'config'>,
  { check, model }: { readonly check: string; readonly model: string | null },
): Promise<WaiverMatter> {
  const config = read();
  const found = comment.isPull ? await readPull(context.repository, comment.issue) : null;
  const pull = found?.open === true ? found : null;
  const names = model === null ? await affected(context, config, pull) : [model];
  const subjects = names.map((name) => ({
    model: name,
    config: modelOf(config, name, configPath),
  }));
  for (const subject of subjects) {
    const problem = unwaivable(check, subject.model, subject.config);
    if (problem !== null) throw new RefusedError('not-waivable', problem);
  }
  return { pull, subjects };
}

async function affected(
  context: JobContext,
  config: GovernedConfig,
  pull: PullFacts | null,
): Promise<readonly string[]> {
  if (pull === null) {
    const all = Object.keys(config.models);
    if (all.length === 1) return all;
    throw new RefusedError('no-model', 'Say for which model: add "for <model>" behind the check.');
  }
  const configRef = `refs/heads/${context.defaultBranch}`;
  const scope = await scopeOf(context, pull.base.sha, pull.head.sha, configRef);
  const models = scope.kind === 'models' ? scope.models : [];
  if (models.length > 0) return models;
  throw new RefusedError('no-model', 'This pull request affects no model, so there is no check.');
}

/** Throws a RefusedError unless the policy of each of these models names the person. */
export async function requireWaivers(
  { repository }: JobContext,
  login: string,
  subjects: readonly Subject[],
): Promise<void> {
  for (const { model, config } of subjects) {
    const named = new Set(waiverTerms(config).flatMap(({ teams }) => teams));
    if (mayWaive(login, [], config)) continue;
    const member: string[] = [];
    for (const team of named) {
      if (await isTeamMember(repository, team, login)) member.push(team);
    }
    if (!mayWaive(login, member, config))
      throw new RefusedError('not-named', refusal(login, model, config));
  }
}

function refusal(login: string, model: string, config: GovernedModel): string {
  const terms = waiverTerms(config).map(({ users, teams }) =>
    [...users, ...teams.map((team) => `members of ${team}`)].join(', '),
  );
  const [own = '', theirs] = terms;
  if (own === '') {
    return `Nobody may waive checks of ${model}: name people or teams under models.${model}.gate.waivers in ${configPath}, by a pull request.`;
  }
  if (theirs === undefined) {
    return `${login} may not waive checks of ${model}; these may: ${own}.`;
  }
  const allowed = theirs === '' ? 'nobody' : `only ${theirs}`;
  return `${login} may not waive checks of ${model}: gate.waivers names ${own}, and of these the organisation's policy (${config.organisation?.file ?? ''}) lets ${allowed}.`;
}
