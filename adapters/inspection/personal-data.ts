import type { PersonalDataFinding } from '../../schemas/types.ts';
import { openDataSet } from './data-set.ts';
import type { Inspector } from './inspector.ts';
import { lookAtSet } from './look-at-set.ts';
import { lookAtTexts } from './look-at-texts.ts';
import { unreadList } from './unread-list.ts';

const mostFindings = 500;

/** Patterns of personal data in a sample of the data, and in the texts that lie beside the model. */
export const personalData: Inspector<'personalData'> = {
  section: 'personalData',
  checks: ['personal-data'],
  async inspect(subject) {
    const unread = unreadList();
    const findings: PersonalDataFinding[] = [];
    let [rows, lookedAt] = [0, 0];
    for (const [name, config] of Object.entries(subject.config.data ?? {})) {
      const set = await openDataSet(subject, name, config, unread);
      const looked = await lookAtSet(subject, set, unread);
      rows += looked.rows;
      lookedAt += looked.lookedAt;
      findings.push(...looked.findings);
    }
    const texts = await lookAtTexts(subject, unread);
    findings.push(...texts.findings);
    // What surely is one first, so that it is not what does not fit.
    findings.sort((one, other) => other.verified - one.verified);
    return {
      rows,
      lookedAt,
      texts: texts.count,
      findings: findings.slice(0, mostFindings),
      findingsLeft: Math.max(0, findings.length - mostFindings),
      unread: unread.finish(),
    };
  },
};
