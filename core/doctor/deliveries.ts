import { durationText } from '../text/duration.ts';
import { type Asked, unanswered } from './asked.ts';
import { fail, type Finding, pass, warn } from './finding.ts';

/** One attempt of GitHub's at a delivery. */
export interface DeliveryAttempt {
  /** The same for each attempt at one delivery. */
  readonly guid: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 0 where nothing answered. */
  readonly statusCode: number;
}

const subject = 'deliveries';

/** What the app's own answers tell. */
const meanings: Readonly<Record<number, string>> = {
  0: 'Nothing answered there: see that the address can be reached from the internet, and that the app runs.',
  401: 'The secrets differ: set the same one at GitHub and in ASSAY_WEBHOOK_SECRET.',
  404: "The path is wrong: the webhook's URL must lead to the app.",
  413: 'A proxy before the app takes no bodies of this size: GitHub sends up to 25 MB.',
  415: 'The content type must be json.',
  502: 'A proxy before the app does not reach it.',
  503: 'The app could not store them: see the database.',
};
const usualMeaning = "See the app's log, and Advanced → Recent deliveries in its settings.";

/** Whether what GitHub sent lately was taken. The attempts are the newest first. */
export function examineDeliveries(asked: Asked<readonly DeliveryAttempt[]>, now: number): Finding {
  if (asked.kind !== 'answered') {
    const found = `GitHub ${unanswered(asked)} when asked for recent deliveries.`;
    return warn(subject, found, 'Try again.');
  }
  // What was sent again counts as it ended.
  const newest = new Map<string, DeliveryAttempt>();
  for (const attempt of asked.value) {
    if (!newest.has(attempt.guid)) newest.set(attempt.guid, attempt);
  }
  const last = [...newest.values()];
  const [latest] = last;
  if (latest === undefined) {
    return warn(
      subject,
      'GitHub has sent nothing lately.',
      'Install the app in a repository, or send the ping again under Advanced → Recent deliveries.',
    );
  }
  const lost = last.filter((one) => !wasTaken(one));
  const success = last.find(wasTaken);
  const ago = success === undefined ? null : durationText(now - success.at);
  if (lost.length === 0)
    return pass(subject, `The last ${last.length} were taken, the newest ${ago} ago.`);
  const share = `${lost.length} of the last ${last.length} were not taken (${statusesOf(lost)})`;
  const since = ago === null ? 'and none was' : `the last one that was, ${ago} ago`;
  const found = `${share}, ${since}.`;
  const advice = meanings[lost[0]?.statusCode ?? 0] ?? usualMeaning;
  return wasTaken(latest) ? warn(subject, found, advice) : fail(subject, found, advice);
}

function wasTaken({ statusCode }: DeliveryAttempt): boolean {
  return statusCode >= 200 && statusCode < 400;
}

function statusesOf(attempts: readonly DeliveryAttempt[]): string {
  const counts = new Map<number, number>();
  for (const { statusCode } of attempts) counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1);
  return [...counts]
    .map(([status, count]) => `${status === 0 ? 'no answer' : status}: ${count}`)
    .join(', ');
}
