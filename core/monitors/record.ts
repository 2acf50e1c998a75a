import type { DriftRecord, Producer } from '../../schemas/types.ts';
import { seal } from '../record/seal.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Report } from './monitor.ts';

/** Where a report is put on record. */
export interface Recording {
  readonly adapter: string;
  readonly reportedBy: string;
  readonly repository: string;
  /** The head of the default branch. */
  readonly commit: string;
  readonly producer: Producer;
  readonly now: Date;
}

/** Clocks differ; what claims to be of later than this would stay the newest for as long. */
const mostAheadMs = 60 * 60_000;

/** The drift record of a report; a sentence where it claims to come from the future. */
export function driftRecordOf(report: Report, recording: Recording): Result<Readonly<DriftRecord>> {
  const { adapter, reportedBy, repository, commit, producer, now } = recording;
  const { key, model, at, url, stream, decided, window, findings } = report;
  if (Date.parse(at) > now.getTime() + mostAheadMs) {
    return failed(
      `A report of ${adapter} about ${model} says that it was found at ${at}: that is still to come.`,
    );
  }
  return ok(
    seal('drift', {
      createdAt: at,
      producer,
      repository,
      commit: report.commit ?? commit,
      model,
      ...findings,
      window,
      source: {
        adapter,
        // A report that has waited since before there were streams has none.
        ...(typeof stream === 'string' ? { stream } : {}),
        key,
        reportedBy,
        url,
        decided,
      },
    }),
  );
}

/** Whether a record is of this report, whoever put it there and when. */
export function isRecordOf(record: DriftRecord, adapter: string, { key }: Report): boolean {
  return record.source?.adapter === adapter && record.source.key === key;
}
