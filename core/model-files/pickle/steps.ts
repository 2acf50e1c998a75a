import { callSteps } from './call-steps.ts';
import { importSteps } from './import-steps.ts';
import type { Machine } from './machine.ts';
import { stackSteps } from './stack-steps.ts';
import { valueSteps } from './value-steps.ts';

/** What one opcode does. Only those that need many bytes have something to wait for. */
export type Step = (machine: Machine) => Promise<void> | undefined;

/** The opcodes by their byte. */
export const steps: ReadonlyMap<number, Step> = new Map(
  Object.entries({ ...valueSteps, ...stackSteps, ...importSteps, ...callSteps }).map(
    ([character, step]) => [character.charCodeAt(0), step],
  ),
);
