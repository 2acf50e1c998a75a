import { fail, pass } from '../../checks/finding.ts';
import { heldBack } from '../../report/hold.ts';
import { type GateCheck, lasting } from './check.ts';

/** Nobody has locked the environment. Holds for every change of its state files, a rollback too. */
export const lock: GateCheck = {
  id: 'lock',
  title: 'The environment is not locked',
  help: 'Ask whoever locked it, or end the lock; open pull requests are judged again then.',
  appliesTo: () => true,
  judge: ({ lock: held, environment }) =>
    lasting(held === null ? pass(`${environment} is not locked.`) : fail(heldBack(held))),
};
