import type { HoldRecord } from '../../schemas/types.ts';

/** The command that ends a hold, as it is typed. */
function endingOf({ subject }: HoldRecord): string {
  return subject.kind === 'environment'
    ? `/assay unlock ${subject.environment}`
    : `/assay resume retrain ${subject.model}`;
}

/** What is held back, by whom, since when and why: a sentence as plain text. */
export function holdSentence({ subject, by, createdAt, reason }: HoldRecord): string {
  const what =
    subject.kind === 'environment'
      ? `The environment ${subject.environment} is locked`
      : `Retraining of ${subject.model} is paused`;
  const why = reason === null ? '.' : `: ${reason}${/[.!?]$/u.test(reason) ? '' : '.'}`;
  return `${what} by ${by} since ${createdAt.slice(0, 10)}${why}`;
}

/** Why something is not done while a hold lasts, and how that is ended: plain text. */
export function heldBack(hold: HoldRecord): string {
  return `${holdSentence(hold)} It ends with ${endingOf(hold)}.`;
}
