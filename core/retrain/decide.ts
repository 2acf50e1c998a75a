import type { DriftRecord } from '../../schemas/types.ts';
import { usualPersistence } from '../drift/rules.ts';
import { allAsks, type Asks, type Monitored, monitored } from './asks.ts';
import { effectsOf } from './effects.ts';
import { monitorOf } from './findings.ts';
import type { RetrainPolicy } from './policy.ts';
import { clearRow, hasClearedSince, isSilenced } from './silence.ts';

/** A retraining pull request of a model, open or over. */
export interface EarlierRetraining {
  readonly number: number;
  readonly openedAt: Date;
  /** Null while it is open. */
  readonly closedAt: Date | null;
  readonly merged: boolean;
  /** Whether it was us who closed it; false for a merge, and while it is open. */
  readonly closedByUs: boolean;
  /** The drift that it answers, as our commit names it; null where that names none. */
  readonly drift: DriftRecord | null;
  /** A person asked for it by a command. */
  readonly requested: boolean;
}

/** What the decision depends on. */
export interface RetrainFacts {
  readonly policy: RetrainPolicy;
  /** The drift records of the model, as many as were looked at, in any order. */
  readonly reports: readonly DriftRecord[];
  readonly paused: boolean;
  /** In any order. */
  readonly pulls: readonly EarlierRetraining[];
  readonly now: Date;
  /** Who asks for it beside the reports: a person, or a monitor that names a window and no more. */
  readonly asked: 'person' | 'window' | null;
}

/** Why nothing is opened though the data drift, or nothing is closed though they do not. */
export type WaitReason =
  | { readonly kind: 'paused' }
  | { readonly kind: 'not-persistent'; readonly seen: number; readonly needed: number }
  /** The monitor itself only warns: it must drift in so many of the newest windows. */
  | { readonly kind: 'not-lasting'; readonly drifted: number; readonly of: number }
  | { readonly kind: 'cooldown'; readonly until: Date; readonly since: number }
  | { readonly kind: 'monthly'; readonly until: Date; readonly opened: number }
  | { readonly kind: 'silenced'; readonly by: number; readonly worseBy: number }
  | { readonly kind: 'clearing'; readonly seen: number; readonly needed: number };

/** What becomes of the one retraining pull request of a model. */
export type RetrainDecision =
  /** Open it, or bring it up to date; without `asks` only a person asks. */
  | { readonly kind: 'propose'; readonly asks: Asks | null }
  | { readonly kind: 'wait'; readonly reason: WaitReason }
  /** The drift has cleared: `record` is the newest report, after so many stable windows. */
  | { readonly kind: 'close'; readonly record: DriftRecord; readonly windows: number }
  | { readonly kind: 'nothing' };

const monthMs = 30 * 24 * 60 * 60_000;

/** Decides what becomes of a model's retraining. A person overrules all but a pause. */
export function decideRetraining(facts: RetrainFacts): RetrainDecision {
  const { policy, reports, pulls, paused, asked } = facts;
  const all = monitored(reports, policy);
  const wishes = allAsks(all);
  const [first] = wishes;
  const open = pulls.find(({ closedAt }) => closedAt === null) ?? null;
  if (asked !== null) {
    if (paused) return wait({ kind: 'paused' });
    // What may come again each hour must not open one each hour.
    const reason = asked === 'person' || open !== null ? null : tooOften(facts);
    return reason === null ? { kind: 'propose', asks: first ?? null } : wait(reason);
  }
  if (first === undefined) return open === null ? { kind: 'nothing' } : closing(open, all, policy);
  if (paused) return wait({ kind: 'paused' });
  if (!first.lasts) {
    if (open !== null) return { kind: 'nothing' };
    return wait(tooShort(first, policy));
  }
  if (open !== null) return { kind: 'propose', asks: first };
  const lasting = wishes.filter(({ lasts }) => lasts);
  const heard = lasting.filter((asks) => !isRefused(facts, all, asks));
  const [asks] = heard;
  if (asks === undefined) return wait(refusal(facts));
  const reason = tooOften(facts);
  return reason === null ? { kind: 'propose', asks } : wait(reason);
}

/** Not in enough windows for us, or else not for the monitor itself. */
function tooShort({ row, record }: Asks, { consecutive }: RetrainPolicy): WaitReason {
  if (row.length < consecutive) {
    return { kind: 'not-persistent', seen: row.length, needed: consecutive };
  }
  return { kind: 'not-lasting', ...(record.persistence ?? usualPersistence) };
}

function wait(reason: WaitReason): RetrainDecision {
  return { kind: 'wait', reason };
}

/** What a person has asked for stays until people close it; so does what names no drift. */
function closing(
  { drift, requested }: EarlierRetraining,
  all: ReadonlyMap<string, Monitored>,
  policy: RetrainPolicy,
): RetrainDecision {
  if (drift === null || requested) return { kind: 'nothing' };
  const findings = all.get(monitorOf(drift))?.findings ?? [];
  const asked = new Set(effectsOf(drift, policy).map(({ id }) => id));
  const row = clearRow(findings, asked);
  const [newest] = row;
  if (newest === undefined) return { kind: 'nothing' };
  const needed = newest.decided ? 1 : policy.consecutive;
  if (row.length < needed) return wait({ kind: 'clearing', seen: row.length, needed });
  return { kind: 'close', record: newest.record, windows: row.length };
}

/** Whether people have refused this drift. Only their last word counts: a merge is no refusal, and what we closed no word. */
function isRefused(
  { pulls, policy }: RetrainFacts,
  all: ReadonlyMap<string, Monitored>,
  asks: Asks,
): boolean {
  const last = lastWord(pulls);
  if (last === null || last.merged || last.drift === null) return false;
  const findings = all.get(monitorOf(last.drift))?.findings ?? [];
  return !hasClearedSince(last.drift, findings, policy) && isSilenced(last.drift, asks, policy);
}

function refusal({ pulls, policy }: RetrainFacts): WaitReason {
  return { kind: 'silenced', by: lastWord(pulls)?.number ?? 0, worseBy: policy.worseBy };
}

/** The pull request that people have merged or closed last. */
function lastWord(pulls: readonly EarlierRetraining[]): EarlierRetraining | null {
  return lastClosed(pulls.filter(({ closedByUs }) => !closedByUs))[0] ?? null;
}

/** The pull requests that are over, by when they ended, newest first. */
export function lastClosed<Pull extends { readonly closedAt: Date | null }>(
  pulls: readonly Pull[],
): readonly Pull[] {
  return newestFirst(pulls, ({ closedAt }) => closedAt);
}

function tooOften({ pulls, policy, now }: RetrainFacts): WaitReason | null {
  return cooldown(pulls, policy, now) ?? limit(pulls, policy, now);
}

function cooldown(
  pulls: readonly EarlierRetraining[],
  { cooldownMs }: RetrainPolicy,
  now: Date,
): WaitReason | null {
  const [last] = newestFirst(pulls, ({ openedAt, closedAt }) => closedAt ?? openedAt);
  if (last === undefined) return null;
  const until = new Date((last.closedAt ?? last.openedAt).getTime() + cooldownMs);
  return until > now ? { kind: 'cooldown', until, since: last.number } : null;
}

function limit(
  pulls: readonly EarlierRetraining[],
  { monthly }: RetrainPolicy,
  now: Date,
): WaitReason | null {
  const recent = newestFirst(pulls, ({ openedAt }) => openedAt).filter(
    ({ openedAt }) => openedAt.getTime() > now.getTime() - monthMs,
  );
  const last = recent[monthly - 1];
  if (last === undefined) return null;
  const until = new Date(last.openedAt.getTime() + monthMs);
  return { kind: 'monthly', until, opened: recent.length };
}

function newestFirst<Pull>(
  pulls: readonly Pull[],
  timeOf: (pull: Pull) => Date | null,
): readonly Pull[] {
  return pulls
    .flatMap((pull) => {
      const time = timeOf(pull);
      return time === null ? [] : [{ pull, time: time.getTime() }];
    })
    .sort((a, b) => b.time - a.time)
    .map(({ pull }) => pull);
}
