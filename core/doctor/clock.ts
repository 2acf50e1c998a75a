import { fail, type Finding, pass, warn } from './finding.ts';

const subject = 'clock';
/** An answer's date is in whole seconds, and the answer takes its time. */
const noticedMs = 5_000;
/** Beyond it GitHub refuses the tokens that the app signs. */
const mostMs = 60_000;

/** Whether this machine's clock is GitHub's. `aheadMs` is how far it is ahead; null where GitHub gave no date. */
export function examineClock(aheadMs: number | null): Finding {
  if (aheadMs === null) {
    return warn(subject, 'GitHub did not say what time it is.', 'Look at the findings above.');
  }
  const off = Math.abs(aheadMs);
  if (off <= noticedMs) return pass(subject, "This machine's clock agrees with GitHub's.");
  const found = `This machine's clock is ${Math.round(off / 1_000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} GitHub's.`;
  const advice =
    'Let it be set by NTP: GitHub refuses tokens that are signed more than a minute off.';
  return off > mostMs ? fail(subject, found, advice) : warn(subject, found, advice);
}
