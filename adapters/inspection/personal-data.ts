import type { LookedAtSet } from '../../schemas/types.ts';
import { openDataSet } from './data-set.ts';
import { findingList } from './finding-list.ts';
import type { Inspector } from './inspector.ts';
import { lookAtSet } from './look-at-set.ts';
import { lookAtTexts } from './look-at-texts.ts';
import { unreadList } from './unread-list.ts';

/** Patterns of personal data in a sample of the data, and in the texts that lie beside the model. */
export const personalData: Inspector<'personalData'> = {
  section: 'personalData',
  checks: ['personal-data'],
  async inspect(subject) {
    const unread = unreadList();
    const findings = findingList();
    const sets: LookedAtSet[] = [];
    let [rows, lookedAt] = [0, 0];
    for (const [name, config] of Object.entries(subject.config.data ?? {})) {
      const set = await openDataSet(subject, name, config, unread);
      const looked = await lookAtSet(subject, set, unread);
      sets.push({ name, path: config.path, rows: looked.rows });
      rows += looked.rows;
      lookedAt += looked.lookedAt;
      looked.findings.forEach(findings.add);
    }
    const texts = await lookAtTexts(subject, findings, unread);
    return {
      rows,
      lookedAt,
      texts,
      sets,
      ...findings.finish(),
      unread: unread.finish(),
    };
  },
};
