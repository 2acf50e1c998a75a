import { notFollowed, unreadable } from '../source.ts';
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

const longestKey = 1_000;

/** A key of the memo in decimals, in each spelling that Python's `int` takes; in C what follows a zero byte is dropped. */
async function keyLine({ cursor }: Machine): Promise<number> {
  const text = await line(cursor, longestKey);
  if (text === null) throw notFollowed('It has a key that is longer than is read.');
  const [, sign = '', digits = ''] = /^\s*([+-]?)(\d+(?:_\d+)*)\s*(?:\0|$)/.exec(text) ?? [];
  const key = Number(`${sign}${digits.replaceAll('_', '')}`);
  if (digits === '' || key < 0) throw unreadable('It has a key that is no number from 0 on.');
  if (!Number.isSafeInteger(key)) throw notFollowed('It has a key that is larger than is read.');
  return key;
}

async function getByLine(machine: Machine): Promise<void> {
  const { memo, stack } = machine;
  if (memo.size === 0) throw unreadable('It asks for a value where none is kept.');
  stack.push(memo.get(await keyLine(machine)));
}

async function putByLine(machine: Machine): Promise<void> {
  const value = machine.stack.top();
  machine.memo.set(await keyLine(machine), value);
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
  g: getByLine,
  h: get(({ cursor }) => unsigned(cursor, 1)),
  j: get(({ cursor }) => unsigned(cursor, 4)),
  p: putByLine,
  q: put(({ cursor }) => unsigned(cursor, 1)),
  r: put(({ cursor }) => unsigned(cursor, 4)),
  '\x94': put(({ memo }) => memo.size),
  '\x97': now(() => {
    throw unreadable('It needs buffers that lie outside the file.');
  }),
  '\x98': now(({ stack }) => void stack.top()),
};
