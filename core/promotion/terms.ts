import type {
  EnvironmentConfig,
  FreezeConfig,
  HoldRecord,
  VersionRecord,
} from '../../schemas/types.ts';
import type { RiskTier } from '../checks/check.ts';
import type { ApprovalTerm } from '../policy/approvals.ts';
import { ok } from '../result.ts';
import { durationMs, durationWords } from '../time/duration.ts';
import { freezeAt } from './freeze.ts';
import { freezeWindow } from './freeze-window.ts';
import { promotionTerm } from './gate/approvals.ts';
import { isRollback } from './gate/rollback.ts';
import { healthyForMs, type Stay } from './history.ts';

/** Something that the gate of an environment asks of a promotion, in words, as it stood when it was looked at. */
export interface Term {
  readonly kind: 'lock' | 'order' | 'soak' | 'freeze' | 'approvals';
  /** Plain text. */
  readonly sentence: string;
  /** `waits`: it is not so yet. `applies`: whether it is so is seen later. */
  readonly state: 'met' | 'waits' | 'applies';
}

/** What the terms are made of. */
export interface TermFacts {
  readonly environment: string;
  readonly config: EnvironmentConfig;
  /** What the model counts as. */
  readonly tier: RiskTier;
  readonly role: 'champion' | 'challenger';
  /** Whether it is a challenger that is taken out. */
  readonly leaves: boolean;
  readonly version: Readonly<VersionRecord>;
  /** The stays of the model in this environment. */
  readonly stays: readonly Stay[];
  /** The stays of the model in the environment that `after` names; none without one. */
  readonly staysBefore: readonly Stay[];
  readonly lock: HoldRecord | null;
  readonly now: Date;
}

const mostFreezes = 10;

/** What the gate of the environment asks, in the order in which people care. */
export function termsOf(facts: TermFacts): readonly Term[] {
  const { config, lock, environment, now } = facts;
  const gated = gateFacts(facts);
  const isShorter = facts.leaves || isRollback(gated);
  const forward = isShorter
    ? []
    : [...orderOf(facts), ...soakOf(facts), ...freezesOf(config.freeze ?? [], now)];
  const locked: readonly Term[] =
    lock === null ? [] : [{ kind: 'lock', sentence: `${environment} is locked.`, state: 'waits' }];
  const asksNobody = config.approvals === undefined && config.rollback === undefined;
  const approvals = asksNobody ? [] : approvalsOf(promotionTerm(gated), isShorter);
  return [...locked, ...forward, ...approvals];
}

function gateFacts({ role, leaves, version, stays, config, tier }: TermFacts) {
  const move = leaves ? 'leaves' : 'comes';
  return { role, move, asked: ok(version), stays, config, tier } as const;
}

function orderOf({ config: { after }, version, staysBefore }: TermFacts): readonly Term[] {
  if (after === undefined) return [];
  const number = version.version;
  const stay = staysBefore.findLast((one) => one.version === number && one.role === 'champion');
  const asked = `v${number} must have been in ${after} before`;
  if (stay === undefined) {
    return [{ kind: 'order', sentence: `${asked}, and has not been there yet.`, state: 'waits' }];
  }
  const day = stay.since.slice(0, 10);
  const been =
    stay.until === null ? `is there since ${day}` : `was there from ${day} to ${dayOf(stay.until)}`;
  return [{ kind: 'order', sentence: `${asked}: it ${been}.`, state: 'met' }];
}

function soakOf({ config, version, staysBefore, now }: TermFacts): readonly Term[] {
  const { after, soak } = config;
  if (after === undefined || soak === undefined) return [];
  const healthyMs = healthyForMs(staysBefore, version.version, now);
  const asked = `It must have been healthy in ${after} for ${durationWords(durationMs(soak))} without a break`;
  if (healthyMs === 0) {
    return [
      {
        kind: 'soak',
        sentence: `${asked}; nobody has reported yet that it is healthy.`,
        state: 'waits',
      },
    ];
  }
  const state = healthyMs >= durationMs(soak) ? 'met' : 'waits';
  return [
    { kind: 'soak', sentence: `${asked}: it has been for ${durationWords(healthyMs)}.`, state },
  ];
}

function freezesOf(freezes: readonly FreezeConfig[], now: Date): readonly Term[] {
  const windows = freezes.flatMap((freeze) => {
    const read = freezeWindow(freeze);
    return read.ok ? [read.value] : [];
  });
  const frozen = freezeAt(windows, now);
  if (frozen !== null) {
    const end =
      frozen.until === null
        ? 'No end of it is in sight.'
        : `It ends at ${frozen.until.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
    const sentence = `Nothing is promoted now: ${withoutStop(frozen.reason)}. ${end}`;
    return [{ kind: 'freeze', sentence, state: 'waits' }];
  }
  return freezes.slice(0, mostFreezes).map((freeze) => ({
    kind: 'freeze',
    sentence: `Nothing is promoted ${freezeText(freeze)}: ${withoutStop(freeze.reason)}.`,
    state: 'applies',
  }));
}

function withoutStop(reason: string): string {
  return reason.trim().replace(/\.+$/, '');
}

/** When a freeze holds, as its configuration says it. */
function freezeText({ from, until, days, timezone = 'UTC' }: FreezeConfig): string {
  const on = days === undefined ? [] : [`on ${days.join(', ')}`];
  const begin = from === undefined ? [] : [`from ${from}`];
  const end = until === undefined ? [] : [`until ${until}`];
  return `${[...on, ...begin, ...end].join(' ')} (${timezone})`;
}

function approvalsOf(term: ApprovalTerm | null, isShorter: boolean): readonly Term[] {
  const path = isShorter ? ', on the shorter path' : '';
  if (term === null) {
    const sentence = 'No approval is asked for on the shorter path.';
    return isShorter ? [{ kind: 'approvals', sentence, state: 'met' }] : [];
  }
  const { required, users, teams } = term;
  const named = [...users, ...teams.map((team) => `members of ${team}`)];
  const who = named.length === 0 ? 'people who may push' : named.join(', ');
  const count = required === 1 ? '1 approval' : `${required} approvals`;
  const sentence = `${count} of the newest commit by ${who}${path}; neither whoever asked nor whoever pushed last counts.`;
  return [{ kind: 'approvals', sentence, state: 'waits' }];
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
