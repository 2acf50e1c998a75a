import type { Fault, PassingFault, RandomFault } from '../contract.ts';
import { chanceOf, type Draw } from './chance.ts';

/** The faults that are switched on. */
export interface Faults {
  readonly passing: { readonly fault: PassingFault; left: number }[];
  readonly random: { readonly fault: RandomFault; readonly draws: (subject: string) => Draw }[];
}

/** Switches a fault on. */
export function addFault({ passing, random }: Faults, fault: Fault): void {
  if ('seed' in fault) random.push({ fault, draws: chanceOf(fault.seed) });
  else passing.push({ fault, left: fault.times });
}

/** Switches all faults off. */
export function clearFaults({ passing, random }: Faults): void {
  passing.length = 0;
  random.length = 0;
}

/** Uses up the first passing fault of this kind; null where none is left. */
export function take<Wanted extends PassingFault>(
  { passing }: Faults,
  wanted: (fault: PassingFault) => fault is Wanted,
): Wanted | null {
  for (const entry of passing) {
    if (entry.left <= 0 || !wanted(entry.fault)) continue;
    entry.left -= 1;
    return entry.fault;
  }
  return null;
}
