import type { Cursor } from '../cursor.ts';
import { collectFacts, type FactCollector } from '../facts.ts';
import { scanLimits } from '../limits.ts';
import { notFollowed, unreadable } from '../source.ts';
import { steps } from './steps.ts';
import { createMemo, createStack, type Memo, type Stack } from './stack.ts';
import type { ObjectValue } from './values.ts';

/**
 * Python's pickle machine, of which only what an import depends on is carried out: stack, memo, and the texts in
 * them. Nothing is ever imported or called. After CPython's Lib/pickle.py and Modules/_pickle.c, protocols 0 to 5.
 */
export interface Machine {
  readonly cursor: Cursor;
  readonly stack: Stack;
  readonly memo: Memo;
  readonly facts: FactCollector;
  /** How storages are named where torch saved the file: elsewhere a persistent id is a finding. */
  readonly isTorch: boolean;
  /** Steps and characters of text that are left to it. */
  readonly left: { steps: number; characters: number };
  isStopped: boolean;
  /** Whether something is called of which the machine does not know what it is. */
  callsUnknown: boolean;
  /** Where the frame that was announced ends; 0 before the first. */
  frameEnd: number;
  /** The wrapper of a joblib array whose bytes come next in the file; null when none do. */
  array: ObjectValue | null;
}

/** A machine before its first step. */
export function createMachine(
  cursor: Cursor,
  isTorch: boolean,
  facts: FactCollector = collectFacts(),
): Machine {
  return {
    cursor,
    stack: createStack(),
    memo: createMemo(),
    facts,
    isTorch,
    left: { steps: scanLimits.pickleSteps, characters: scanLimits.pickleTextCharacters },
    isStopped: false,
    callsUnknown: false,
    frameEnd: 0,
    array: null,
  };
}

/** The same machine on its own way from here, with another cursor and what it finds kept apart. */
export function forkMachine(machine: Machine, cursor: Cursor, stepsLeft: number): Machine {
  return {
    ...createMachine(cursor, machine.isTorch),
    frameEnd: machine.frameEnd,
    stack: machine.stack.copy(),
    memo: machine.memo.copy(),
    left: { steps: stepsLeft, characters: machine.left.characters },
  };
}

/** Most steps need no more bytes than these; those that do fill for themselves. */
const usualBytes = 600;

/**
 * Runs until the pickle ends, or until the bytes of an array come. Throws the RefusedError `unreadable` where Python
 * would raise an error, and `notFollowed` at the limits.
 */
export async function runMachine(machine: Machine): Promise<void> {
  const { cursor, left } = machine;
  machine.array = null;
  while (!machine.isStopped && machine.array === null) {
    if (left.steps <= 0) throw notFollowed('It takes more steps than are followed.');
    left.steps -= 1;
    if (cursor.ready < usualBytes) await cursor.fill(usualBytes);
    const start = cursor.offset;
    const code = cursor.takeByte();
    const step = steps.get(code);
    if (step === undefined) {
      throw unreadable(`At byte ${start} stands no opcode of a pickle.`);
    }
    const waiting = step(machine);
    if (waiting !== undefined) {
      await waiting;
      refuseAcrossFrames(machine, start);
    }
  }
}

/**
 * Those that wait read lines. Where a line crosses the end of a frame, Python's unpicklers disagree: the one in C, when
 * it reads a file, drops the part of the line that lies in the frame, so that another name or key is read.
 */
function refuseAcrossFrames({ cursor, frameEnd }: Machine, start: number): void {
  if (start < frameEnd && cursor.offset > frameEnd) {
    throw notFollowed(
      'It has a line across the end of a frame, which is read in more than one way.',
    );
  }
}
