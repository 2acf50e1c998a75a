import { fail, inconclusive, pass } from '../../checks/finding.ts';
import { durationMs, durationWords } from '../../time/duration.ts';
import { healthyForMs, type Stay } from '../history.ts';
import { type GateCheck, type GateFinding, lasting, until } from './check.ts';
import { staysOfVersion } from './order.ts';
import { isForward } from './rollback.ts';

/** The version has been healthy for long enough in the environment before. */
export const soak: GateCheck = {
  id: 'soak',
  title: 'The version has been healthy there for long enough',
  help: 'Wait until it has been; the check is judged again then. Health is reported as the status of the GitHub deployment, by the action deploy or by any other deployer.',
  appliesTo: ({ config, ...facts }) =>
    config.soak !== undefined && facts.asked.ok && isForward({ config, ...facts }),
  judge({ asked, config: { after = '', soak: wanted = '' }, staysBefore, now }) {
    const wantedMs = durationMs(wanted);
    if (!asked.ok || staysBefore === null || !Number.isFinite(wantedMs)) {
      return lasting(inconclusive(`How long it has been healthy in ${after} was not looked up.`));
    }
    const { tag, version } = asked.value;
    const heldMs = healthyForMs(staysBefore, version, now);
    const held = `${tag} has been healthy in ${after} for ${durationWords(heldMs)} of ${durationWords(wantedMs)}`;
    if (heldMs >= wantedMs) return lasting(pass(`${held}.`));
    const last = staysOfVersion(staysBefore, version).at(-1);
    if (last === undefined) {
      return lasting(fail(`${tag} has never been in ${after}, so it has not been healthy there.`));
    }
    return short(last, tag, after, held, wantedMs);
  },
};

/** What is to be said where the time is not enough: by the last stay there. */
function short(
  last: Stay,
  tag: string,
  after: string,
  held: string,
  wantedMs: number,
): GateFinding {
  if (last.health === 'unhealthy') {
    return lasting(fail(`${tag} is not healthy in ${after}, by what was reported last.`));
  }
  if (last.health === 'unknown' || last.healthySince === null) {
    return lasting(
      inconclusive(
        `Nobody has reported how ${tag} does in ${after}: the status of its GitHub deployment says so, and none has been set.`,
      ),
    );
  }
  if (last.until !== null) {
    return lasting(fail(`${held}, and is no longer there: promote it there again.`));
  }
  const enough = new Date(Date.parse(last.healthySince) + wantedMs);
  if (Number.isNaN(enough.getTime())) return lasting(inconclusive(`${held}.`));
  return until(fail(`${held}; it will be enough at ${timeText(enough)}.`), enough);
}

/** A moment for people, to the second. */
export function timeText(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
