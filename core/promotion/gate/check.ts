import type { Finding } from '../../checks/check.ts';
import type { PromotionFacts } from './facts.ts';

/** A finding about a promotion. */
export interface GateFinding extends Finding {
  /** When the clock alone may change it; null where only an event does. */
  readonly changesAt: Date | null;
}

/** One rule that a promotion must hold. A plugin: one file, and one line in `index.ts`. */
export interface GateCheck {
  readonly id: string;
  /** What holds when it passes, in a few words. */
  readonly title: string;
  /** What to do when it does not pass, in one or two sentences. */
  readonly help: string;
  /** Whether there is something to judge. */
  readonly appliesTo: (facts: PromotionFacts) => boolean;
  readonly judge: (facts: PromotionFacts) => GateFinding;
}

/** A finding that only an event can change. */
export function lasting(finding: Finding): GateFinding {
  return { ...finding, changesAt: null };
}

/** A finding that the clock may change at a moment. */
export function until(finding: Finding, changesAt: Date | null): GateFinding {
  return { ...finding, changesAt };
}
