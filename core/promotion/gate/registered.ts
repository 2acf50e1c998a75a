import { fail, pass } from '../../checks/finding.ts';
import { type GateCheck, lasting } from './check.ts';

/** The state file asks for a version that is registered. */
export const registered: GateCheck = {
  id: 'registered',
  title: 'The state file asks for a registered version',
  help: 'Let /assay promote write the values, or write them all from the record of one version.',
  appliesTo: () => true,
  judge({ model, file, asked, move }) {
    if (move === 'stays') {
      return lasting(pass(`What ${file} says of the version of ${model} does not change.`));
    }
    if (!asked.ok) return lasting(fail(asked.reason));
    const { tag, package: stored } = asked.value;
    return lasting(pass(`${tag} is registered.`, [`package ${stored.digest}`]));
  },
};
