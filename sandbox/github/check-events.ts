import type { Hub } from './hub.ts';
import { checkRunJson } from './json/check-run.ts';
import type { Account, CheckRun, Repository } from './state.ts';

/** Sends `check_run` with one of its actions. */
export function tellCheckRun(
  hub: Hub,
  repository: Repository,
  sender: Account,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested' | 'requested_action',
  more: Readonly<Record<string, unknown>> = {},
): void {
  hub.webhooks.send(repository, sender, {
    name: 'check_run',
    payload: { action, check_run: checkRunJson(hub.state, repository, run), ...more },
  });
}

/** A person clicks a button of a check run. Throws a TypeError where the run has no such button. */
export function requestCheckAction(
  hub: Hub,
  repository: Repository,
  checkRunId: number,
  identifier: string,
  sender: Account,
): void {
  const run = checkRunOf(repository, checkRunId);
  if (!run.actions.some((action) => action.identifier === identifier)) {
    throw new TypeError(`The check run ${run.name} has no action ${identifier}.`);
  }
  const requested = { requested_action: { identifier } };
  tellCheckRun(hub, repository, sender, run, 'requested_action', requested);
}

/** A person clicks "Re-run". GitHub leaves the check run as it is until its app changes it. */
export function rerequestCheck(
  hub: Hub,
  repository: Repository,
  checkRunId: number,
  sender: Account,
): void {
  tellCheckRun(hub, repository, sender, checkRunOf(repository, checkRunId), 'rerequested');
}

function checkRunOf(repository: Repository, id: number): CheckRun {
  const run = repository.checkRuns.get(id);
  if (run === undefined) throw new TypeError(`${repository.fullName} has no check run ${id}.`);
  return run;
}
