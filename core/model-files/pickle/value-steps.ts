import { line, signed32, signedLength, textOf, unsigned } from './arguments.ts';
import type { Machine } from './machine.ts';
import type { Step } from './steps.ts';
import { emptyDictionary, no, nothing, other, type Value, yes } from './values.ts';

/** Longer texts and lines are passed over: no module, name, kind of data or shape is so long. */
const longestText = 256;

function push(value: () => Value): Step {
  return ({ stack }) => {
    stack.push(value());
    return undefined;
  };
}

/** Bytes of which nothing but the length matters. */
function pushSkipped(length: (machine: Machine) => number): Step {
  return (machine) => {
    machine.cursor.skip(length(machine));
    machine.stack.push(other);
    return undefined;
  };
}

function pushText(length: (machine: Machine) => number, encoding: 'utf-8' | 'latin1'): Step {
  return (machine) => {
    const { cursor, stack, left } = machine;
    const bytes = length(machine);
    if (bytes > longestText || bytes > left.characters) {
      cursor.skip(bytes);
      stack.push(other);
      return undefined;
    }
    left.characters -= bytes;
    stack.push({ kind: 'text', text: textOf(cursor.take(bytes), encoding) });
    return undefined;
  };
}

function pushNumber(value: (machine: Machine) => number): Step {
  return (machine) => {
    machine.stack.push({ kind: 'number', value: value(machine) });
    return undefined;
  };
}

function pushLine(value: (text: string) => Value): Step {
  return async ({ cursor, stack }) => {
    const text = await line(cursor, longestText);
    stack.push(text === null ? other : value(text));
  };
}

/** With an escape in it, what Python makes of the text is not followed. */
function plainText(text: string): Value {
  return text.includes('\\') ? other : { kind: 'text', text };
}

function quotedText(text: string): Value {
  const inner = /^(['"])(.*)\1$/s.exec(text.trim())?.[2];
  return inner === undefined ? other : plainText(inner);
}

function decimal(text: string): Value {
  if (text === '00') return no;
  if (text === '01') return yes;
  return /^-?\d{1,15}L?$/.test(text)
    ? { kind: 'number', value: Number(text.replace('L', '')) }
    : other;
}

/** Little-endian two's complement of a few bytes; of a longer number nothing is known. */
const pushShortLong: Step = ({ cursor, stack }) => {
  const bytes = unsigned(cursor, 1);
  if (bytes > 6) {
    cursor.skip(bytes);
    stack.push(other);
    return undefined;
  }
  const value = unsigned(cursor, bytes);
  const limit = 256 ** bytes;
  stack.push({ kind: 'number', value: bytes > 0 && value >= limit / 2 ? value - limit : value });
  return undefined;
};

/** Opcodes that push a value, by their character. */
export const valueSteps: Readonly<Record<string, Step>> = {
  N: push(() => nothing),
  '\x88': push(() => yes),
  '\x89': push(() => no),
  ']': push(() => other),
  '\x8f': push(() => other),
  ')': push(() => ({ kind: 'tuple', items: [] })),
  '}': push(emptyDictionary),
  I: pushLine(decimal),
  L: pushLine(decimal),
  F: pushLine(() => other),
  S: pushLine(quotedText),
  V: pushLine(plainText),
  J: pushNumber(({ cursor }) => signed32(cursor)),
  K: pushNumber(({ cursor }) => unsigned(cursor, 1)),
  M: pushNumber(({ cursor }) => unsigned(cursor, 2)),
  G: pushSkipped(() => 8),
  '\x8a': pushShortLong,
  '\x8b': pushSkipped(({ cursor }) => signedLength(cursor)),
  T: pushText(({ cursor }) => signedLength(cursor), 'latin1'),
  U: pushText(({ cursor }) => unsigned(cursor, 1), 'latin1'),
  X: pushText(({ cursor }) => unsigned(cursor, 4), 'utf-8'),
  '\x8c': pushText(({ cursor }) => unsigned(cursor, 1), 'utf-8'),
  '\x8d': pushText(({ cursor }) => unsigned(cursor, 8), 'utf-8'),
  B: pushSkipped(({ cursor }) => unsigned(cursor, 4)),
  C: pushSkipped(({ cursor }) => unsigned(cursor, 1)),
  '\x8e': pushSkipped(({ cursor }) => unsigned(cursor, 8)),
  '\x96': pushSkipped(({ cursor }) => unsigned(cursor, 8)),
};
