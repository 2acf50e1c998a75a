import type { HoldRecord } from '../../schemas/types.ts';

/** What is held back: promotions into an environment, or retraining of a model. */
export type HoldSubject = HoldRecord['subject'];

/** When a hold was asked for: its time, and for two of one time the comment. */
export type HoldMoment = Pick<HoldRecord, 'createdAt' | 'comment'>;

/** The subject's name, under which its records lie in the ledger. */
export function holdName(subject: HoldSubject): string {
  return subject.kind === 'environment' ? subject.environment : subject.model;
}

/** Whether a record is about this subject: a model may have an environment's name. */
export function isAbout(record: HoldRecord, subject: HoldSubject): boolean {
  return record.subject.kind === subject.kind && holdName(record.subject) === holdName(subject);
}

/** Below zero where the first was asked for before the other; 0 where they are the same. */
export function compareMoments(one: HoldMoment, other: HoldMoment): number {
  return Date.parse(one.createdAt) - Date.parse(other.createdAt) || one.comment - other.comment;
}
