import { unreadable } from '../source.ts';
import { line, unsigned } from './arguments.ts';
import type { Machine } from './machine.ts';
import type { Step } from './steps.ts';
import { emptyDictionary, other, setItems, tupleOf } from './values.ts';

function now(change: (machine: Machine) => void): Step {
  return (machine) => {
    change(machine);
    return undefined;
  };
}

function get(key: (machine: Machine) => number): Step {
  return now((machine) => machine.stack.push(machine.memo.get(key(machine))));
}

function put(key: (machine: Machine) => number): Step {
  return now((machine) => {
    const index = key(machine);
    machine.memo.set(index, machine.stack.top());
  });
}

/** A key of the memo that is written in decimals. */
async function keyLine({ cursor }: Machine): Promise<number> {
  const text = await line(cursor, 16);
  if (text === null || !/^\d{1,15}$/.test(text))
    throw unreadable('It has a key that is no number.');
  return Number(text);
}

function tupleOfLast(count: number): Step {
  return now(({ stack }) => {
    const items = Array.from({ length: count }, () => stack.pop());
    stack.push(tupleOf(items.toReversed()));
  });
}

/** What follows the mark goes into the value under it, of which nothing more is known. */
const addToMarked = now(({ stack }) => {
  stack.popToMark();
  stack.top();
});

/** Opcodes that move what is on the stack and in the memo, by their character. */
export const stackSteps: Readonly<Record<string, Step>> = {
  '\x80': now(({ cursor }) => {
    const protocol = unsigned(cursor, 1);
    if (protocol > 5)
      throw unreadable(`It is of protocol ${protocol}, which Python does not have.`);
  }),
  // The opcodes follow each other without it, but it changes how lines and joblib's arrays are read.
  '\x95': now((machine) => {
    const sizeBytes = unsigned(machine.cursor, 8);
    machine.frameEnd = Math.max(machine.frameEnd, machine.cursor.offset + sizeBytes);
  }),
  '.': now((machine) => {
    machine.stack.pop();
    machine.isStopped = true;
  }),
  '(': now(({ stack }) => stack.mark()),
  '0': now(({ stack }) => stack.drop()),
  '1': now(({ stack }) => void stack.popToMark()),
  '2': now(({ stack }) => stack.push(stack.top())),
  a: now(({ stack }) => {
    stack.pop();
    stack.top();
  }),
  e: addToMarked,
  '\x90': addToMarked,
  '\x91': now(({ stack }) => {
    stack.popToMark();
    stack.push(other);
  }),
  l: now(({ stack }) => {
    stack.popToMark();
    stack.push(other);
  }),
  d: now(({ stack }) => {
    const dictionary = emptyDictionary();
    setItems(dictionary, stack.popToMark());
    stack.push(dictionary);
  }),
  s: now(({ stack }) => {
    const value = stack.pop();
    const key = stack.pop();
    setItems(stack.top(), [key, value]);
  }),
  u: now(({ stack }) => {
    const items = stack.popToMark();
    setItems(stack.top(), items);
  }),
  t: now(({ stack }) => stack.push(tupleOf(stack.popToMark()))),
  '\x85': tupleOfLast(1),
  '\x86': tupleOfLast(2),
  '\x87': tupleOfLast(3),
  g: async (machine) => machine.stack.push(machine.memo.get(await keyLine(machine))),
  h: get(({ cursor }) => unsigned(cursor, 1)),
  j: get(({ cursor }) => unsigned(cursor, 4)),
  p: async (machine) => machine.memo.set(await keyLine(machine), machine.stack.top()),
  q: put(({ cursor }) => unsigned(cursor, 1)),
  r: put(({ cursor }) => unsigned(cursor, 4)),
  '\x94': put(({ memo }) => memo.size),
  '\x97': now(() => {
    throw unreadable('It needs buffers that lie outside the file.');
  }),
  '\x98': now(({ stack }) => void stack.top()),
};
