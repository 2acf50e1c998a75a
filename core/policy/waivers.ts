import { isNamed } from '../command/access.ts';
import type { GovernedModel } from './organisation.ts';

/** People who may waive checks of a model, as far as one of the two says. */
export interface WaiverTerm {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

/** Who may waive checks of a model: whoever is named by each of these. A policy that names nobody leaves it to the model. */
export function waiverTerms({ gate, organisation }: GovernedModel): readonly WaiverTerm[] {
  const { users = [], teams = [] } = gate?.waivers ?? {};
  const theirs = organisation?.policy.gate?.waivers;
  if (theirs?.users === undefined && theirs?.teams === undefined) return [{ users, teams }];
  return [
    { users, teams },
    { users: theirs.users ?? [], teams: theirs.teams ?? [] },
  ];
}

/** Whether a person may waive checks of a model; `teams` are those of its teams that they are a member of. */
export function mayWaive(login: string, teams: readonly string[], config: GovernedModel): boolean {
  return waiverTerms(config).every(
    (term) => isNamed(login, term.users) || term.teams.some((team) => teams.includes(team)),
  );
}
