import { fail, inconclusive, pass } from '../../checks/finding.ts';
import type { Stay } from '../history.ts';
import { type GateCheck, lasting } from './check.ts';
import { isForward } from './rollback.ts';

/** The version has been where it has to be first. */
export const order: GateCheck = {
  id: 'order',
  title: 'The version has been in the environment before it',
  help: 'Promote the version there first.',
  appliesTo: (facts) => facts.config.after !== undefined && facts.asked.ok && isForward(facts),
  judge({ asked, config: { after }, staysBefore, environment }) {
    if (!asked.ok || staysBefore === null) {
      return lasting(inconclusive(`What has been in ${after} was not looked up.`));
    }
    const { tag, version } = asked.value;
    const own = staysOfVersion(staysBefore, version);
    const evidence = own.map(
      ({ since, until }) => `in ${after} from ${since} until ${until ?? 'now'}`,
    );
    return lasting(
      own.length > 0
        ? pass(`${tag} has been in ${after}.`, evidence)
        : fail(`${tag} has never been in ${after}, which comes before ${environment}.`),
    );
  },
};

/** The times in which a version was the champion, oldest first. */
export function staysOfVersion(stays: readonly Stay[], version: string): readonly Stay[] {
  return stays.filter((stay) => stay.role === 'champion' && stay.version === version);
}
