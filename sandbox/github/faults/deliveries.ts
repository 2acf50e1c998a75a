import type { PassingFault } from '../contract.ts';
import { type Faults, take } from './active.ts';
import { pick } from './chance.ts';

/** One time that a delivery is sent off. */
export interface Sending {
  /** It never arrives; the list of deliveries shows it as failed. */
  readonly isLost: boolean;
  /** How long it is on its way before it gets there. */
  readonly delayMs: number;
}

/**
 * How a delivery is sent: once, at once, unless faults say otherwise. Asking uses a passing fault up.
 * @param subject tells deliveries apart for chance: the event, its action and where it comes from.
 */
export function sendings(faults: Faults, event: string, subject: string): readonly Sending[] {
  const fault = take(
    faults,
    (one): one is Extract<PassingFault, { readonly event: string }> =>
      'event' in one && one.event === event,
  );
  if (fault !== null) {
    const sending = { isLost: fault.kind === 'drop-delivery', delayMs: 0 };
    return fault.kind === 'duplicate-delivery' ? [sending, sending] : [sending];
  }
  return drawnSendings(faults, subject) ?? [{ isLost: false, delayMs: 0 }];
}

/** What chance makes of it; null where no such fault is switched on. */
export function drawnSendings({ random }: Faults, subject: string): readonly Sending[] | null {
  for (const { fault, draws } of random) {
    if (fault.kind !== 'random-delivery') continue;
    const draw = draws(subject);
    const kind = pick(draw(), [
      ['drop', fault.share.drop],
      ['duplicate', fault.share.duplicate],
    ]);
    const times = kind === 'duplicate' ? 2 : 1;
    return Array.from({ length: times }, () => ({
      isLost: kind === 'drop',
      delayMs: Math.floor(draw() * (fault.maximumDelayMs ?? 0)),
    }));
  }
  return null;
}
