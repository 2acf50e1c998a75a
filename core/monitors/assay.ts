import type { DriftRecord } from '../../schemas/types.ts';
import { readRecord } from '../record/read.ts';
import { kindOf } from '../record/kinds.ts';
import { failed, ok } from '../result.ts';
import type { Findings, Monitor } from './monitor.ts';
import { momentOf, readWindow } from './moment.ts';

/**
 * A drift record that Assay has written elsewhere, for example under another CI. It is held to its schema and its digest,
 * and what it claims of the repository and the model must agree with where it was sent.
 */
export const assay: Monitor = {
  id: 'assay',
  title: 'Assay elsewhere',
  listsOnlyAmiss: false,
  read(payload, context) {
    const read = readRecord(JSON.stringify(payload) ?? '', 'What was sent');
    if (!read.ok) return read;
    if (kindOf(read.value) !== 'drift') {
      return failed(
        `This is a record of the kind ${kindOf(read.value)}: expected is a drift record.`,
      );
    }
    const record = read.value as DriftRecord;
    if (record.repository.toLowerCase() !== context.repository.toLowerCase()) {
      return failed(
        `The record is of ${record.repository}; it was sent for ${context.repository}.`,
      );
    }
    if (context.model !== null && record.model !== context.model) {
      return failed(
        `The record is of the model ${record.model}; it was sent for ${context.model}.`,
      );
    }
    const at = momentOf(record.createdAt);
    if (at === null) return failed(`${record.createdAt} is no time at which a record is made.`);
    // The ends of both are written into files by retraining: they are times or nothing.
    const window = readWindow(record.window);
    if (!window.ok) return window;
    const drifted = readWindow(record.drifted);
    if (!drifted.ok) return failed(`"drifted": ${drifted.reason}`);
    return ok([
      {
        key: record.id,
        model: record.model,
        at,
        url: null,
        stream: null,
        // It says as much as a record of our own: the policy of retraining is held to it.
        decided: false,
        commit: record.commit,
        window: window.value,
        findings: { ...findingsIn(record), ...(drifted.value && { drifted: drifted.value }) },
      },
    ]);
  },
};

/** What the record finds, without who made it, where and by which run: nobody can ask GitHub about that. */
function findingsIn(record: DriftRecord): Omit<Findings, 'drifted'> {
  const {
    schema: _,
    id: __,
    createdAt: ___,
    producer: ____,
    repository: _____,
    commit: ______,
    workflow: _______,
    model: ________,
    source: _________,
    window: __________,
    drifted: ___________,
    ...findings
  } = record;
  return findings;
}
