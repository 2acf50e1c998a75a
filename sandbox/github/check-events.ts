import { suiteRuns } from './check-suite.ts';
import type { Hub } from './hub.ts';
import { checkRunJson } from './json/check-run.ts';
import { checkSuiteJson } from './json/check-suite.ts';
import type { Account, CheckRun, Repository } from './state.ts';

/** Sends `check_run` with one of its actions; what a person asks for, to the app of the run alone. */
export function tellCheckRun(
  hub: Hub,
  repository: Repository,
  sender: Account,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested' | 'requested_action',
  more: Readonly<Record<string, unknown>> = {},
): void {
  const isAsked = action === 'rerequested' || action === 'requested_action';
  hub.webhooks.send(repository, sender, {
    name: 'check_run',
    payload: { action, check_run: checkRunJson(hub.state, repository, run), ...more },
    ...(isAsked ? { to: run.app } : {}),
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

/** A person clicks "Re-run all checks" of an app at a commit. Throws a TypeError where there is no such suite. */
export async function rerequestSuite(
  hub: Hub,
  repository: Repository,
  suiteId: number,
  sender: Account,
): Promise<void> {
  const [run] = suiteRuns(repository, suiteId);
  if (run === undefined) throw new TypeError(`${repository.fullName} has no suite ${suiteId}.`);
  hub.webhooks.send(repository, sender, {
    name: 'check_suite',
    payload: {
      action: 'rerequested',
      check_suite: await checkSuiteJson(hub.state, repository, run.suiteId),
    },
    to: run.app,
  });
}

function checkRunOf(repository: Repository, id: number): CheckRun {
  const run = repository.checkRuns.get(id);
  if (run === undefined) throw new TypeError(`${repository.fullName} has no check run ${id}.`);
  return run;
}
